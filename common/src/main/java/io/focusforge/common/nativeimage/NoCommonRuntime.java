package io.focusforge.common.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.checksums.SdkChecksum;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;

/** AWS' client for S3 without the optional library of native code that it makes some checksums with, which the builder would look for. */
@TargetClass(
        className = "software.amazon.awssdk.checksums.internal.ChecksumProvider",
        onlyWith = NoCommonRuntime.WithS3.class)
final class NoCommonRuntime {
    private NoCommonRuntime() {}

    @Substitute
    static SdkChecksum createCrtCrc32C() {
        return null;
    }

    @Substitute
    static SdkChecksum crc64NvmeCrtImplementation() {
        throw new UnsupportedOperationException("CRC64NVME");
    }

    @Substitute
    static SdkChecksum crtXxHash(ChecksumAlgorithm algorithm) {
        throw new UnsupportedOperationException(algorithm.algorithmId());
    }

    /** Whether the client is there: services that keep no files have none. */
    static final class WithS3 implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName(
                        "software.amazon.awssdk.checksums.internal.ChecksumProvider",
                        false,
                        WithS3.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
