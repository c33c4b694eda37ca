/**
 * Asked of the Python in a function's container: does the framework there reach CUDA? Prints one JSON array: version, CUDA version it was
 * built for (null = CPU build), whether CUDA works, number of devices, and the framework's name where it is not torch. Torch is asked
 * through NVML and ONNX Runtime through the driver's cuInit: neither makes a CUDA context, which would take video memory from the model.
 */
export const frameworkCudaScript = `
import json, os
os.environ.setdefault("PYTORCH_NVML_BASED_CUDA_CHECK", "1")
def driver():
    import ctypes
    try:
        cuda, count = ctypes.CDLL("libcuda.so.1"), ctypes.c_int(0)
        return count.value if cuda.cuInit(0) or cuda.cuDeviceGetCount(ctypes.byref(count)) else count.value
    except OSError:
        return 0
def ask():
    try:
        import torch
        return [torch.__version__, torch.version.cuda, torch.cuda.is_available(), torch.cuda.device_count()]
    except ImportError:
        pass
    try:
        import onnxruntime as ort
        built, count = "CUDAExecutionProvider" in ort.get_available_providers(), driver()
        return [ort.__version__, "cuda" if built else None, built and count > 0, count, "onnxruntime"]
    except ImportError:
        pass
    try:
        import tensorflow as tf
        count = len(tf.config.list_physical_devices("GPU"))
        return [tf.__version__, "cuda" if tf.test.is_built_with_cuda() else None, count > 0, count, "tensorflow"]
    except ImportError:
        return ["", None, False, 0, "none"]
print(json.dumps(ask()))
`.trim();
