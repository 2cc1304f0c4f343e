__global__ void __launch_bounds__(256) k(int *a) { }
__global__ void __launch_bounds__(256, 2)
k2(float *a, int n) { }
template <typename T> __device__ __forceinline__ T warp_sum(T v) { return v; }
__constant__ float coeffs[16];
__shared__ int s[3];
extern __shared__ char smem[];
__host__ __device__ inline int both(int a) { return a; }
