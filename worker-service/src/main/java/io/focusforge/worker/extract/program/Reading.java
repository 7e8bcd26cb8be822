package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;

/** Reads one file, whatever it is, and says what became of it. */
final class Reading {
    private static final Map<FileType, Format> FORMATS = Map.of(
            FileType.PDF, new Pdf(),
            FileType.DOCX, new Docx(),
            FileType.HTML, new Html(),
            FileType.MARKDOWN, new PlainText(),
            FileType.TEXT, new PlainText());

    private Reading() {}

    static Reply of(Request request) {
        try {
            return request.edge() > 0 ? PictureScaler.write(request) : text(request);
        } catch (StackOverflowError e) {
            return new Reply.Failed(Flaw.TOO_COMPLEX);
        } catch (LinkageError e) {
            // of the libraries that are left out, one opens documents which are encrypted for the holder of a
            // certificate
            return new Reply.Failed(
                    String.valueOf(e.getMessage()).contains("bouncycastle") ? Flaw.ENCRYPTED : Flaw.BROKEN);
        } catch (Exception e) {
            return new Reply.Failed(flaw(e));
        }
    }

    private static Reply text(Request request) throws Exception {
        if (Files.size(request.file()) == 0) {
            throw new Unreadable(Flaw.EMPTY);
        }
        var type = FileType.of(request.file(), request.hint());
        try (var draft = new Draft(request.most(), type)) {
            var about = FORMATS.get(type).read(request.file(), draft);
            var text = draft.finish(request.target());
            if (!text.hasWords()) {
                throw new Unreadable(about.damaged() ? Flaw.BROKEN : Flaw.NO_TEXT);
            }
            var language = Language.named(about.language()).orElseGet(() -> Language.guess(text.sample()));
            return new Reply.Text(
                    type.mediaType(), about.title(text.firstHeading()), language, text.pages(), text.characters());
        }
    }

    private static Flaw flaw(Exception thrown) {
        return Stream.iterate((Throwable) thrown, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .map(Reading::known)
                .filter(flaw -> flaw != Flaw.BROKEN)
                .findFirst()
                .orElse(Flaw.BROKEN);
    }

    private static Flaw known(Throwable cause) {
        return switch (cause) {
            case Unreadable unreadable -> unreadable.flaw();
            case EncryptedDocumentException e -> Flaw.ENCRYPTED;
            case InvalidPasswordException e -> Flaw.ENCRYPTED;
            case IOException e when String.valueOf(e.getMessage()).contains("Zip bomb") -> Flaw.BOMB;
            default -> Flaw.BROKEN;
        };
    }
}
