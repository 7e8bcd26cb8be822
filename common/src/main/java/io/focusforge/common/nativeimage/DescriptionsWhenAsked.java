package io.focusforge.common.nativeimage;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentHolder;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.quarkus.smallrye.openapi.runtime.OpenApiRecorder;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of the API is read, and written anew as JSON and as YAML, for the first who asks for it. Quarkus does that at each start, which takes a
 * fifth of an executable's.
 */
final class DescriptionsWhenAsked {
    private static final Map<String, Preparation> PREPARATIONS = new ConcurrentHashMap<>();

    private DescriptionsWhenAsked() {}

    private record Preparation(AutoSecurityFilter security, Map<RunStage, List<String>> filters) {}

    @TargetClass(OpenApiRecorder.class)
    static final class AtStart {
        private AtStart() {}

        @Substitute
        public void prepareDocument(
                AutoSecurityFilter security, Map<RunStage, List<String>> filters, String documentName) {
            PREPARATIONS.put(documentName, new Preparation(security, filters));
        }
    }

    @TargetClass(OpenApiDocumentService.class)
    static final class WhenAsked {
        @Alias
        private Map<String, OpenApiDocumentHolder> documentHolders;

        private WhenAsked() {}

        @Alias
        native void prepareDocument(
                AutoSecurityFilter security, Map<RunStage, List<String>> filters, String documentName);

        @Substitute
        public byte[] getDocument(String documentName, Format format) {
            OpenApiDocumentHolder document;
            synchronized (PREPARATIONS) {
                var preparation = PREPARATIONS.get(documentName);
                if (preparation != null) {
                    prepareDocument(preparation.security(), preparation.filters(), documentName);
                    PREPARATIONS.remove(documentName);
                }
                document = documentHolders.get(documentName);
            }
            if (document == null) {
                return new byte[0];
            }
            return format == Format.JSON ? document.getJsonDocument() : document.getYamlDocument();
        }
    }
}
