package io.focusforge.bench.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

/** Lucene with its English analyzer and BM25 as it comes, in memory. */
final class Lucene {
    private static final String TEXT = "text";
    private static final String NUMBER = "number";
    private static final int DEPTH = 10;

    private Lucene() {}

    /** The documents found for each question, best first. */
    static List<List<Integer>> answers(Cranfield collection) throws IOException {
        try (var analyzer = new EnglishAnalyzer();
                var directory = new ByteBuffersDirectory()) {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (var document : collection.documents().entrySet()) {
                    writer.addDocument(document(document.getKey(), document.getValue()));
                }
            }
            try (var reader = DirectoryReader.open(directory)) {
                return answers(new IndexSearcher(reader), new QueryBuilder(analyzer), collection.questions());
            }
        }
    }

    private static List<List<Integer>> answers(IndexSearcher searcher, QueryBuilder queries, List<String> questions)
            throws IOException {
        var answers = new ArrayList<List<Integer>>();
        for (var question : questions) {
            var answer = new ArrayList<Integer>();
            for (var hit : searcher.search(queries.createBooleanQuery(TEXT, question), DEPTH).scoreDocs) {
                var stored = searcher.storedFields().document(hit.doc);
                answer.add(stored.getField(NUMBER).numericValue().intValue());
            }
            answers.add(answer);
        }
        return answers;
    }

    private static Document document(int number, String text) {
        var document = new Document();
        document.add(new StoredField(NUMBER, number));
        document.add(new TextField(TEXT, text, Field.Store.NO));
        return document;
    }
}
