package io.focusforge.ai.reload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What stands in a file, by the names that settings have everywhere, and in which line. Not a record, whose text would hold the keys. */
final class FileTable {
    static final String PREFIX = "focusforge.ai.";
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final int DEEPEST = 16;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    static FileTable parse(byte[] yaml) throws TableProblem {
        var table = new FileTable();
        try (var parser = YAML.createParser(yaml)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                table.object(parser, "", 0);
            } else if (parser.currentToken() != null) {
                throw table.at(parser, "must hold names and values, such as 'providers:'");
            }
            if (parser.nextToken() != null) {
                throw table.at(parser, "only one document is read");
            }
            return table;
        } catch (JsonProcessingException e) {
            // its message shows a part of the file
            throw new TableProblem(e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "is not YAML");
        } catch (IOException e) {
            throw new TableProblem(0, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    Map<String, String> values() {
        return values;
    }

    /** Of the setting, or of the nearest one around it that is there; 0 when there is none. */
    int line(String name) {
        var known = name;
        while (!known.isEmpty() && !lines.containsKey(known)) {
            known = known.substring(0, Math.max(0, known.lastIndexOf('.')));
        }
        return lines.getOrDefault(known, 0);
    }

    private void object(YAMLParser parser, String name, int depth) throws IOException, TableProblem {
        if (depth > DEEPEST) {
            throw at(parser, "is nested too deeply");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var field = parser.currentName();
            var nested = (name.isEmpty() ? PREFIX : name + ".") + (field.contains(".") ? '"' + field + '"' : field);
            if (lines.putIfAbsent(nested, line(parser)) != null) {
                throw at(parser, nested + " is there twice");
            }
            parser.nextToken();
            value(parser, nested, depth);
        }
    }

    private void array(YAMLParser parser, String name, int depth) throws IOException, TableProblem {
        for (var i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            var nested = name + "[" + i + "]";
            lines.put(nested, line(parser));
            value(parser, nested, depth + 1);
        }
    }

    private void value(YAMLParser parser, String name, int depth) throws IOException, TableProblem {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, name, depth + 1);
            case START_ARRAY -> array(parser, name, depth + 1);
            case VALUE_NULL -> values.put(name, "");
            default -> {
                if (parser.isCurrentAlias()) {
                    throw at(parser, name + " is an alias, which is not read");
                }
                values.put(name, parser.getText());
            }
        }
    }

    private TableProblem at(YAMLParser parser, String what) {
        return new TableProblem(line(parser), what);
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
