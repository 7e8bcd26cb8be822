package io.focusforge.memory.memories;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The fields of a document that say what a memory says, the same in a memory and in its history. Metadata is a list of pairs, because a
 * key may hold any character. What is missing in a document of an earlier release has its default.
 */
final class ContentFields {
    static final String TYPE = "type";
    static final String TEXT = "text";
    static final String METADATA = "metadata";
    static final String TAGS = "tags";
    static final String IMPORTANCE = "importance";
    static final String NAMESPACE = "namespace";
    static final String AGENT = "agent";
    static final String RUN = "run";
    static final String SESSION = "session";
    static final String VALID_FROM = "validFrom";
    static final String VALID_TO = "validTo";
    /** What a tombstone has none of. */
    static final List<String> PRIVATE =
            List.of(TEXT, METADATA, TAGS, IMPORTANCE, AGENT, RUN, SESSION, VALID_FROM, VALID_TO);

    private ContentFields() {}

    /** A field whose value is null is not there. */
    static Map<String, Object> of(Content content) {
        var fields = new LinkedHashMap<String, Object>();
        var place = content.place();
        fields.put(TYPE, content.type().name());
        fields.put(TEXT, content.text());
        fields.put(METADATA, pairs(content.metadata()));
        fields.put(TAGS, content.tags());
        fields.put(IMPORTANCE, content.importance());
        fields.put(NAMESPACE, place.namespace());
        fields.put(AGENT, place.subject().agent());
        fields.put(RUN, place.subject().run());
        fields.put(SESSION, place.session());
        fields.put(VALID_FROM, date(content.validity().from()));
        fields.put(VALID_TO, date(content.validity().to()));
        return fields;
    }

    static Content content(Document document) {
        return new Content(
                document.getString(TEXT),
                MemoryType.valueOf(document.getString(TYPE)),
                metadata(document.getList(METADATA, Document.class)),
                document.getList(TAGS, String.class),
                document.getDouble(IMPORTANCE),
                place(document),
                new Validity(instant(document, VALID_FROM), instant(document, VALID_TO)));
    }

    static Place place(Document document) {
        var namespace = document.get(NAMESPACE, Place.DEFAULT_NAMESPACE);
        var subject = new Subject(document.getString(AGENT), document.getString(RUN));
        return new Place(namespace, subject, document.getString(SESSION));
    }

    static Instant instant(Document document, String field) {
        var date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static List<Document> pairs(Map<String, Object> metadata) {
        var pairs = new ArrayList<Document>(metadata.size());
        metadata.forEach((key, value) -> pairs.add(new Document("k", key).append("v", value)));
        return pairs;
    }

    private static Map<String, Object> metadata(List<Document> pairs) {
        var metadata = new TreeMap<String, Object>();
        pairs.forEach(pair -> metadata.put(pair.getString("k"), pair.get("v")));
        return metadata;
    }
}
