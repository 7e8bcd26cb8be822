package io.focusforge.worker.extract;

/** Why a file cannot be read. Codes are stable; sentences are for whoever uploaded it. */
public enum Flaw {
    EMPTY("empty_file", "The file is empty."),
    NO_TEXT("no_text", "The file has no text; a scan has to go through text recognition first."),
    ENCRYPTED("encrypted_file", "The file is protected by a password. Save it without one, and upload it again."),
    UNSUPPORTED(
            "unsupported_type", "The file is none of those that can be read: PDF, DOCX, HTML, Markdown, plain text."),
    BROKEN(
            "broken_file",
            "The file is damaged or incomplete. Open it where it was made, save it anew, and upload it again."),
    BOMB("expands_too_far", "The file is small, but unpacks to far more than a document has."),
    TOO_MUCH_TEXT("too_much_text", "The file has more text than is read of one document. Split it."),
    TOO_LARGE("too_large", "The file is too large to be read. Split it."),
    TOO_SLOW("too_slow", "Reading the file took longer than a document may take. Save it anew, or as another type."),
    TOO_COMPLEX(
            "too_complex",
            "Reading the file needs more memory than a document may have. Split it, or save it as another type.");

    private final String code;
    private final String sentence;

    Flaw(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
