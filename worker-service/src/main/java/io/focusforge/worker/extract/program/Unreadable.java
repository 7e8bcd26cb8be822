package io.focusforge.worker.extract.program;

import io.focusforge.worker.extract.Flaw;
import org.xml.sax.SAXException;

/** Ends the reading of a file, also from within a parser. */
final class Unreadable extends SAXException {
    private static final long serialVersionUID = 1;

    private final Flaw flaw;

    Unreadable(Flaw flaw) {
        super(flaw.code());
        this.flaw = flaw;
    }

    Flaw flaw() {
        return flaw;
    }
}
