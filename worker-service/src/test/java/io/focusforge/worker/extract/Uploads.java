package io.focusforge.worker.extract;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/** Files as people upload them. */
public final class Uploads {
    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private Uploads() {}

    /** @param page the lines of the page with this number, from 1 */
    public static byte[] pdf(int pages, IntFunction<String[]> page) {
        try (var document = new PDDocument()) {
            write(document, pages, page);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page with these lines, of which the first and the third are headings, the third below the first. */
    public static byte[] outlinedPdf(String... lines) {
        try (var document = new PDDocument()) {
            write(document, 1, number -> lines);
            var outer = new PDOutlineItem();
            outer.setTitle(lines[0]);
            var inner = new PDOutlineItem();
            inner.setTitle(lines[2].replaceFirst("^[\\d.]+ ", ""));
            outer.addLast(inner);
            var outline = new PDDocumentOutline();
            outline.addLast(outer);
            document.getDocumentCatalog().setDocumentOutline(outline);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] protectedPdf(String userPassword) {
        try (var document = new PDDocument()) {
            write(document, 1, number -> new String[] {"Nothing that anybody may read without a word."});
            var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A small file, whose one page draws a form ten times, which draws another ten times, and so on: nobody can read it to its end. */
    public static byte[] endlessPdf() {
        try (var document = new PDDocument()) {
            var form = form(document, "BT (the end) Tj ET", null);
            for (var depth = 0; depth < 20; depth++) {
                form = form(document, "/X Do ".repeat(10), form);
            }
            var page = new PDPage();
            page.setContents(form.getContentStream());
            page.setResources(form.getResources());
            document.addPage(page);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDFormXObject form(PDDocument document, String content, PDFormXObject inner) throws IOException {
        var form = new PDFormXObject(document);
        form.setBBox(new PDRectangle(9, 9));
        form.setResources(new PDResources());
        if (inner != null) {
            form.getResources().put(COSName.getPDFName("X"), inner);
        }
        try (var out = form.getContentStream().createOutputStream()) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return form;
    }

    /** A small file, whose one page unpacks to so many megabytes. */
    public static byte[] hugePdf(int megabytes) {
        var packed = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            try (var out = new DeflaterOutputStream(packed)) {
                var text =
                        "BT /F1 9 Tf (on and on and on) Tj ET\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
                for (var written = 0L; written < (long) megabytes << 20; written += text.length) {
                    out.write(text);
                }
            }
            var page = new PDPage();
            var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName("F1"), font);
            var content = new PDStream(document);
            content.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
            try (var out = content.getCOSObject().createRawOutputStream()) {
                packed.writeTo(out);
            }
            page.setContents(content);
            document.addPage(page);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param body of the document, in WordprocessingML */
    public static byte[] docx(String body) {
        return zip(Map.of(
                "[Content_Types].xml",
                """
                <Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/word/document.xml" ContentType="%sdocument.main+xml"/>\
                <Override PartName="/word/styles.xml" ContentType="%sstyles+xml"/></Types>""".formatted(PACKAGE, TYPES, TYPES),
                "_rels/.rels",
                relationship("officeDocument", "word/document.xml"),
                "word/_rels/document.xml.rels",
                relationship("styles", "styles.xml"),
                "word/styles.xml",
                """
                <w:styles xmlns:w="%s"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>""".formatted(W),
                "word/document.xml",
                "<w:document xmlns:w=\"%s\"><w:body>%s</w:body></w:document>".formatted(W, body)));
    }

    public static String heading(String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>%s</w:t></w:r></w:p>".formatted(text);
    }

    public static String paragraph(String text) {
        return "<w:p><w:r><w:t>%s</w:t></w:r></w:p>".formatted(text);
    }

    public static String row(String... cells) {
        var row = new StringBuilder("<w:tr>");
        for (var cell : cells) {
            row.append("<w:tc>").append(paragraph(cell)).append("</w:tc>");
        }
        return row.append("</w:tr>").toString();
    }

    public static byte[] zip(Map<String, String> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] picture(String format, int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String relationship(String type, String target) {
        return "<Relationships xmlns=\"%srelationships\"><Relationship Id=\"r1\" Type=\"%s%s\" Target=\"%s\"/></Relationships>"
                .formatted(PACKAGE, OFFICE, type, target);
    }

    private static void write(PDDocument document, int pages, IntFunction<String[]> lines) throws IOException {
        var font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        for (var number = 1; number <= pages; number++) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(font, 10);
                content.setLeading(14);
                content.newLineAtOffset(50, 740);
                for (var line : lines.apply(number)) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
