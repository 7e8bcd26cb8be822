package io.focusforge.worker.intake;

import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.dedupe.Ledger;
import io.focusforge.worker.slot.Seats;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a transaction lets in. Jobs that a slot of this process is free for are stored as running, and started after the commit. Of one thread.
 */
public final class Entrance {
    private final Admission admission;
    private final Seats seats;
    private final boolean named;
    private final List<Stored.One> stored = new ArrayList<>();

    /** @param named whether jobs come under names that others gave them, and so can come again */
    Entrance(Admission admission, Seats seats, boolean named) {
        this.admission = admission;
        this.seats = seats;
        this.named = named;
    }

    /** From here on, others who ask under a dedupe key of these wait for the end of the transaction. */
    public Ledger open(SqlConnection connection, Collection<Draft> drafts) {
        return admission.open(connection, drafts);
    }

    public void write(SqlConnection connection, Ledger ledger) {
        admission.write(connection, ledger, this);
    }

    boolean named() {
        return named;
    }

    Seats seats() {
        return seats;
    }

    void add(Stored more) {
        stored.addAll(more.jobs());
    }

    List<Stored.One> stored() {
        return stored;
    }
}
