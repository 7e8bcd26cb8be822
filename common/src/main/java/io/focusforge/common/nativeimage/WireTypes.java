package io.focusforge.common.nativeimage;

import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Keeps of every record and enumeration of the suite that an executable contains what Jackson, MongoDB's codecs and validation look up by reflection.
 * All that crosses the wire is one of the two, so that none can be forgotten.
 */
public final class WireTypes implements Feature {
    private static final String OURS = "io.focusforge.";

    @Override
    public String getDescription() {
        return "Keeps records and enumerations whole, for reflection";
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        access.registerSubtypeReachabilityHandler((during, type) -> keep(type), Record.class);
        access.registerSubtypeReachabilityHandler((during, type) -> keep(type), Enum.class);
    }

    /** Whether reflection finds all of this type in an executable, wherever it is used. */
    static boolean isKept(Class<?> type) {
        return type.getName().startsWith(OURS) && (type.isRecord() || type.isEnum());
    }

    private static void keep(Class<?> type) {
        if (isKept(type)) {
            RuntimeReflection.register(type);
            RuntimeReflection.register(type.getDeclaredConstructors());
            RuntimeReflection.register(type.getDeclaredMethods());
            RuntimeReflection.register(type.getDeclaredFields());
            if (type.isRecord()) {
                RuntimeReflection.registerAllRecordComponents(type);
            }
        }
    }
}
