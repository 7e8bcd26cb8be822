package io.focusforge.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ExtractorTest {
    /** In the midst of a run of text. */
    private static final String BREAK = "</w:t><w:lastRenderedPageBreak/><w:t xml:space=\"preserve\">";

    private static final Extracting EXTRACTING = new Extracting(Map.of("focusforge.extract.max-characters", "100000"));

    @AfterAll
    static void stop() {
        EXTRACTING.close();
    }

    @Test
    void readsPdfPageByPageWithoutWhatIsOnEachOfThem() throws Exception {
        var file = Uploads.pdf(5, number -> new String[] {
            "ACME Annual Report 2025",
            "Chapter " + "one two three four five".split(" ")[number - 1] + " has a line of its own, and an exam-",
            "ple of a word in two lines.",
            "The sum was " + number * number * 17 + " this time.",
            "Page " + number + " of 5"
        });
        try (var text = EXTRACTING.read(file, "report.pdf");
                var pages = text.pages()) {
            assertThat(text.mediaType()).isEqualTo("application/pdf");
            assertThat(text.language()).isEqualTo("en");
            assertThat(text.pageCount()).isEqualTo(5);
            var all = pages.toList();
            assertThat(all.getFirst().text()).startsWith("ACME Annual Report 2025\nChapter one");
            assertThat(all).extracting(Page::number).containsExactly(1, 2, 3, 4, 5);
            assertThat(all.get(1).text()).isEqualTo("""
                    Chapter two has a line of its own, and an example of a word in two lines.
                    The sum was 68 this time.

                    """);
            assertThat(all.get(1).start()).isEqualTo(all.get(0).text().length());
            assertThat(text.characters()).isEqualTo(all.getLast().end());
        }
    }

    @Test
    void takesTheOutlineOfAPdfForItsHeadings() throws Exception {
        var file = Uploads.outlinedPdf("Setup", "How it is set up.", "1.1 Ports", "Ports are numbers. See Ports.");
        assertThat(EXTRACTING.text(file, "a.pdf").strip()).isEqualTo("""
                # Setup

                How it is set up.

                ## 1.1 Ports

                Ports are numbers. See Ports.""");
    }

    @Test
    void readsWordDocumentsWithHeadingsAndTables() throws Exception {
        var file = Uploads.docx(Uploads.heading("Introduction")
                + Uploads.paragraph("First.")
                + "<w:tbl>" + Uploads.row("port", "what") + Uploads.row("8080", "the door") + "</w:tbl>"
                + Uploads.paragraph("Last."));
        try (var text = EXTRACTING.read(file, "a.docx")) {
            assertThat(text.title()).isEqualTo("Introduction");
            assertThat(text.pageCount()).isZero();
        }
        assertThat(EXTRACTING.text(file, "a.docx")).isEqualTo("""
                # Introduction

                First.

                | port | what |
                | 8080 | the door |

                Last.

                """);
    }

    @Test
    void keepsThePagesThatWordHasSeenLast() throws Exception {
        var file = Uploads.docx(Uploads.paragraph("On the first page.")
                + Uploads.paragraph(BREAK + "On the second page.")
                + Uploads.paragraph("Begun there, and " + BREAK + "ended on the third.")
                + Uploads.heading("Also on the third")
                + Uploads.heading(BREAK + "On the fourth")
                + "<w:tbl>" + Uploads.row("a", "b") + Uploads.row(BREAK + "on the", BREAK + "fifth") + "</w:tbl>"
                + Uploads.paragraph(BREAK + BREAK + "On the seventh."));
        try (var text = EXTRACTING.read(file, "a.docx")) {
            assertThat(text.pageCount()).isEqualTo(7);
            assertThat(text.pages()
                            .map(page -> page.number() + ": " + page.text().strip()))
                    .containsExactly(
                            "1: On the first page.",
                            "2: On the second page.\n\nBegun there, and ended on the third.",
                            "3: # Also on the third",
                            "4: # On the fourth\n\n| a | b |",
                            "5: | on the | fifth |",
                            "7: On the seventh.");
        }
    }

    @Test
    void readsWebPagesWithoutWhatNobodyReads() throws Exception {
        var file = """
                <!-- saved --><!DOCTYPE html><html lang="de-AT"><head><title> Der\n Titel </title><style>p {}</style></head><body>
                <nav>Start</nav><script>alert(1)</script><h1>Über <b>uns</b></h1><p>Ein  Satz.\n Noch einer.</p>
                <ul><li>eins<ul><li>innen</ul><li><p>zwei</p></ul><table><tr><th>A<th>B<tr><td>1<td><p>2</p></table>
                <h2></h2><pre>if (x) {\n    y();\n}</pre><div>Ende<br>Zeile</div></body></html>
                """;
        try (var text = EXTRACTING.read(file.getBytes(StandardCharsets.UTF_8), "page")) {
            assertThat(text.mediaType()).isEqualTo("text/html");
            assertThat(text.title()).isEqualTo("Der Titel");
            assertThat(text.language()).isEqualTo("de");
        }
        assertThat(EXTRACTING.text(file, "page")).isEqualTo("""
                # Über uns

                Ein Satz. Noch einer.

                - eins
                  - innen
                - zwei

                | A | B |
                | 1 | 2 |

                ```
                if (x) {
                    y();
                }
                ```

                Ende
                Zeile

                """);
    }

    @Test
    void leavesMarkdownAsItIsAndItsCodeUntouched() throws Exception {
        var file =
                "# Title\r\n\r\nSome\u200B text  with\u00A0blanks,\u202E cafe\u0301 and \uFB01ngers. \r\n\r\n\r\n\r\n```\na   b\n```\n";
        try (var text = EXTRACTING.read(file.getBytes(StandardCharsets.UTF_8), "READ.ME.md")) {
            assertThat(text.mediaType()).isEqualTo("text/markdown");
            assertThat(text.title()).isEqualTo("Title");
        }
        assertThat(EXTRACTING.text(file, "READ.ME.md"))
                .startsWith("# Title\n\nSome text with blanks, caf\u00E9 and fingers.\n\n```\na   b\n```\n");
    }

    @Test
    void findsOutHowATextIsEncoded() throws Exception {
        var german =
                "Das größte Übel ist, daß sie nicht hören, was über die Straße geht. Müßiggang ist aller Laster Anfang.";
        for (var encoding : new String[] {"UTF-8", "windows-1252", "UTF-16"}) {
            assertThat(EXTRACTING
                            .text(german.getBytes(Charset.forName(encoding)), "a.txt")
                            .strip())
                    .as(encoding)
                    .isEqualTo(german);
        }
    }

    @Test
    void goesByTheContentOfAFileNotByItsName() throws Exception {
        try (var text = EXTRACTING.read(Uploads.pdf(1, number -> new String[] {"A page."}), "wrong.txt")) {
            assertThat(text.mediaType()).isEqualTo("application/pdf");
        }
        assertThat(EXTRACTING.flaw(Uploads.picture("png", 9, 9), "scan.txt")).isEqualTo(Flaw.UNSUPPORTED);
        assertThat(EXTRACTING.text("# no heading", "a.txt")).startsWith("# no heading");
    }

    @Test
    void opensWhatIsOnlyProtectedAgainstChanges() throws Exception {
        assertThat(EXTRACTING.text(Uploads.protectedPdf(""), "a.pdf")).startsWith("Nothing that anybody may read");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws Exception {
        var docx = Uploads.docx(Uploads.paragraph("text"));
        var pdf = Uploads.pdf(1, number -> new String[] {"text"});
        assertThat(EXTRACTING.flaw(new byte[0], "a.txt")).isEqualTo(Flaw.EMPTY);
        assertThat(EXTRACTING.flaw(" \n\t\n".getBytes(StandardCharsets.UTF_8), "a.txt"))
                .isEqualTo(Flaw.NO_TEXT);
        assertThat(EXTRACTING.flaw(Uploads.pdf(1, number -> new String[0]), "scan.pdf"))
                .isEqualTo(Flaw.NO_TEXT);
        assertThat(EXTRACTING.flaw(Uploads.protectedPdf("secret"), "a.pdf")).isEqualTo(Flaw.ENCRYPTED);
        assertThat(EXTRACTING.flaw(encryptedWord(), "a.docx")).isEqualTo(Flaw.ENCRYPTED);
        assertThat(EXTRACTING.flaw(Uploads.zip(Map.of("a.txt", "text")), "a.docx"))
                .isEqualTo(Flaw.UNSUPPORTED);
        assertThat(EXTRACTING.flaw(Arrays.copyOf(docx, docx.length / 2), "a.docx"))
                .isEqualTo(Flaw.BROKEN);
        assertThat(EXTRACTING.flaw(Arrays.copyOf(pdf, 40), "a.pdf")).isEqualTo(Flaw.BROKEN);
        assertThat(EXTRACTING.flaw("\0\1\2".repeat(9).getBytes(StandardCharsets.UTF_8), "a.pdf"))
                .isEqualTo(Flaw.BROKEN);
        assertThat(EXTRACTING.flaw(Uploads.docx(Uploads.paragraph("a".repeat(40 << 20))), "bomb.docx"))
                .isEqualTo(Flaw.BOMB);
        assertThat(EXTRACTING.flaw("word ".repeat(30_000).getBytes(StandardCharsets.UTF_8), "a.txt"))
                .isEqualTo(Flaw.TOO_MUCH_TEXT);
    }

    /** Word keeps an encrypted document in a file of its old kind, as a part with this name. */
    private static byte[] encryptedWord() {
        var file = Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, 4_096);
        var name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, file, 1_024, name.length);
        return file;
    }
}
