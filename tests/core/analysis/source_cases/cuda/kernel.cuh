#include <cuda_runtime.h>

/// Adds two vectors.
template <typename T>
__global__ void __launch_bounds__(256) add(const T* a, const T* b, T* out, int n) {
  __shared__ T cache[256];
  out[threadIdx.x] = a[threadIdx.x] + b[threadIdx.x];
}
__device__ __forceinline__ float square(float x) { return x * x; }
__constant__ float table[4];
inline void launch(int n) { add<float><<<1, 256>>>(nullptr, nullptr, nullptr, n); }
