package io.focusforge.ai.nativeimage;

import ai.djl.util.cuda.CudaLibrary;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** The tokenizer looks for a graphics card, which it has no use for here, by a library that calls any function of the system by name. */
@TargetClass(className = "ai.djl.util.cuda.CudaUtils")
final class NoGraphicsCard {
    private NoGraphicsCard() {}

    @Substitute
    static CudaLibrary loadLibrary() {
        return null;
    }
}
