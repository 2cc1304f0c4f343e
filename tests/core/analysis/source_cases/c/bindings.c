/* Names for Python by its C API. */
#include <Python.h>

static PyObject *add(PyObject *self, PyObject *args) { return NULL; }
static PyObject *level(PyObject *self) { return NULL; }

static PyMethodDef functions[] = {
    {"add", add, METH_VARARGS, "add(one, two)"},
    {"fast", (PyCFunction)(void (*)(void))add, METH_FASTCALL, NULL},
    {MACRO, add, METH_VARARGS, NULL},
    {.ml_name = "designated", .ml_meth = (PyCFunction)level, .ml_flags = METH_NOARGS},
    /* {"in_comment", add, 0, NULL}, */
    {NULL, NULL, 0, NULL}
};

static PyMethodDef gauge_methods[] = {{"level", level, METH_NOARGS, "{\"not\", this}"}, {NULL}};
static PyMethodDef slot_methods[] = {{"reset", level, METH_NOARGS, NULL}, {NULL}};
static PyMethodDef of_nobody[] = {{"loose", level, METH_NOARGS, NULL}, {NULL}};
static PyMethodDef of_macro[] = {{"unnamed", level, METH_NOARGS, NULL}, {NULL}};
static PyMethodDef shared[] = {{"of_two", level, METH_NOARGS, NULL}, {NULL}};

static PyTypeObject Gauge = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "tide._tide.Gauge",
    .tp_doc = "Gauge",
    .tp_methods = gauge_methods,
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "A meter."},
    {Py_tp_methods, slot_methods},
    {0, NULL},
};
static PyType_Spec spec = {"tide._tide.Meter", sizeof(int), 0, 0, slots};
static PyTypeObject Unnamed = {PyVarObject_HEAD_INIT(NULL, 0) NAME, .tp_doc = "word", .tp_methods = of_macro};
static PyTypeObject One = {PyVarObject_HEAD_INIT(NULL, 0) "tide.One", .tp_methods = shared};
static PyTypeObject Two = {PyVarObject_HEAD_INIT(NULL, 0) "tide.Two", .tp_methods = shared};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "tide._tide", "About tides.", -1, functions,
};

PyMODINIT_FUNC
PyInit__tide(void)
{
    return PyModule_Create(&module);
}

PyMODINIT_FUNC PyInit_declared_only(void);
