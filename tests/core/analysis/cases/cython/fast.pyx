# Sums of harmonics.
cimport numpy as np

cdef class Engine(Base):
    cdef int speed

    cpdef double run(self, int hours) except -1:
        return hours

    def __init__(self):
        pass

cdef inline int twice(int a) nogil:
    return 2 * a

def plain(a):
    "def no(): pass"
