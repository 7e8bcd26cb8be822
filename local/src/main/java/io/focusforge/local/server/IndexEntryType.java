package io.focusforge.local.server;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Entries of indexes as BSON in the file. */
final class IndexEntryType extends BasicDataType<IndexEntry> {
    private static final String VALUES = "v";
    private static final String POSITION = "p";

    private final DocumentType documents = new DocumentType();

    @Override
    public void write(WriteBuffer target, IndexEntry entry) {
        var values = entry.values().stream()
                .map(value -> Missing.isNullOrMissing(value) ? null : value)
                .toList();
        documents.write(target, new Document(VALUES, values).append(POSITION, entry.position()));
    }

    @Override
    public IndexEntry read(ByteBuffer source) {
        var entry = documents.read(source);
        var values = ((Collection<?>) entry.get(VALUES))
                .stream().map(Missing::ofNullable).toList();
        return new IndexEntry(values, entry.get(POSITION));
    }

    @Override
    public int compare(IndexEntry first, IndexEntry second) {
        return first.compareTo(second);
    }

    @Override
    public int getMemory(IndexEntry entry) {
        return DocumentType.memory(entry.values()) + DocumentType.memory(entry.position());
    }

    @Override
    public IndexEntry[] createStorage(int size) {
        return new IndexEntry[size];
    }
}
