package io.focusforge.ai.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddingLibrariesTest {
    private static final List<String> FILES =
            EmbeddingLibraries.files(System.getProperty("os.name"), System.getProperty("os.arch"));
    /** As native code names a class; what follows a name without a mark may be another word. */
    private static final Pattern NAME = Pattern.compile("ai/(?:onnxruntime|djl)/(?:[a-z]+/)*[A-Z][A-Za-z$]*");

    @Test
    void keepsFilesThatAreThere() {
        assertThat(FILES).allSatisfy(file -> assertThat(EmbeddingLibraries.class.getResource("/" + file))
                .isNotNull());
        assertThat(EmbeddingLibraries.files("Mac OS X", "aarch64"))
                .contains("native/lib/osx-aarch64/cpu/libtokenizers.dylib")
                .allSatisfy(file -> assertThat(EmbeddingLibraries.class.getResource("/" + file))
                        .isNotNull());
    }

    @Test
    void keepsEachClassThatTheNativeCodeNames() {
        var named = FILES.stream()
                .filter(file -> file.endsWith(".so") || file.endsWith(".dylib"))
                .flatMap(EmbeddingLibrariesTest::names)
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThanOrEqualTo(EmbeddingLibraries.ASKED_FOR.size())
                .allSatisfy(name -> assertThat(EmbeddingLibraries.ASKED_FOR).anyMatch(name::startsWith));
    }

    @Test
    void namesClassesThatAreThere() throws ClassNotFoundException {
        for (var name : EmbeddingLibraries.ASKED_FOR) {
            assertThat(Class.forName(name, false, EmbeddingLibraries.class.getClassLoader()))
                    .isNotNull();
        }
    }

    @Test
    void theTokenizerStillLooksForAGraphicsCardAsItDid() throws ReflectiveOperationException {
        var search = CudaUtils.class.getDeclaredMethod("loadLibrary");
        assertThat(search.getReturnType())
                .isEqualTo(
                        NoGraphicsCard.class.getDeclaredMethod(search.getName()).getReturnType());
    }

    private static Stream<String> names(String file) {
        try (var in = EmbeddingLibraries.class.getResourceAsStream("/" + file)) {
            var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return NAME.matcher(text).results().map(MatchResult::group).map(name -> name.replace('/', '.'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
