package io.focusforge.ai.nativeimage;

import java.util.List;
import java.util.Locale;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeJNIAccess;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * Keeps the model, the native code of ONNX Runtime and of the tokenizer for the platform that the executable is made for, and the classes that
 * this native code asks for by name.
 */
public final class EmbeddingLibraries implements Feature {
    private static final String RUNTIME = "ai/onnxruntime/native/%s/";
    private static final String TOKENIZER = "native/lib/%s/cpu/";

    /** Of our libraries; what native code makes of them is seen neither in their Java nor in ours. */
    static final List<String> ASKED_FOR = List.of(
            "ai.djl.engine.EngineException",
            "ai.djl.huggingface.tokenizers.jni.CharSpan",
            "ai.onnxruntime.MapInfo",
            "ai.onnxruntime.NodeInfo",
            "ai.onnxruntime.OnnxMap",
            "ai.onnxruntime.OnnxModelMetadata",
            "ai.onnxruntime.OnnxSequence",
            "ai.onnxruntime.OnnxSparseTensor",
            "ai.onnxruntime.OnnxTensor",
            "ai.onnxruntime.OnnxValue",
            "ai.onnxruntime.OrtException",
            "ai.onnxruntime.SequenceInfo",
            "ai.onnxruntime.TensorInfo",
            "ai.onnxruntime.ValueInfo");

    private static final List<Class<?>> OF_THE_LANGUAGE = List.of(
            String.class, RuntimeException.class, UnsupportedOperationException.class, IllegalArgumentException.class);

    @Override
    public String getDescription() {
        return "Keeps the embedding model and its native code";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        OF_THE_LANGUAGE.forEach(EmbeddingLibraries::keep);
        ASKED_FOR.stream().map(access::findClassByName).forEach(EmbeddingLibraries::keepWhole);
        files(System.getProperty("os.name"), System.getProperty("os.arch"))
                .forEach(file -> RuntimeResourceAccess.addResource(EmbeddingLibraries.class.getModule(), file));
    }

    /** @return what is on the class path, for this platform */
    static List<String> files(String system, String processor) {
        var os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
        var arm = processor.equals("aarch64") || processor.equals("arm64");
        var runtime = RUNTIME.formatted(os + (arm ? "-aarch64" : "-x64"));
        var tokenizer = TOKENIZER.formatted(os + (arm ? "-aarch64" : "-x86_64"));
        return List.of(
                "all-minilm-l6-v2-q.onnx",
                "all-minilm-l6-v2-q-tokenizer.json",
                "native/lib/tokenizers.properties",
                runtime + library("onnxruntime", os),
                runtime + library("onnxruntime4j_jni", os),
                tokenizer + library("tokenizers", os));
    }

    private static String library(String name, String os) {
        return "lib" + name + (os.equals("osx") ? ".dylib" : ".so");
    }

    private static void keep(Class<?> type) {
        RuntimeReflection.register(type.arrayType());
        RuntimeJNIAccess.register(type, type.arrayType());
        RuntimeJNIAccess.register(type.getDeclaredConstructors());
    }

    private static void keepWhole(Class<?> type) {
        keep(type);
        RuntimeJNIAccess.register(type.getDeclaredMethods());
        RuntimeJNIAccess.register(type.getDeclaredFields());
    }
}
