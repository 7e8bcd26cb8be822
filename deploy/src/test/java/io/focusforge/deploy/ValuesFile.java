package io.focusforge.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code values.yaml} with its comments: what stands above a key describes it, and lines that begin with {@code @} mark it. */
final class ValuesFile {
    private static final YAMLMapper YAML = new YAMLMapper();

    private ValuesFile() {}

    static List<Value> read(Path file) {
        try {
            var options = new LoaderOptions();
            options.setProcessComments(true);
            try (var reader = Files.newBufferedReader(file)) {
                var root = (MappingNode) new Yaml(options).compose(reader);
                return children(root, "", YAML.readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Value> children(MappingNode mapping, String prefix, JsonNode values) {
        var children = new ArrayList<Value>();
        for (var tuple : mapping.getValue()) {
            children.add(value(tuple, prefix, values));
        }
        return children;
    }

    private static Value value(NodeTuple tuple, String prefix, JsonNode values) {
        var key = (ScalarNode) tuple.getKeyNode();
        var path = prefix + key.getValue();
        var initial = values.path(key.getValue());
        var description = new ArrayList<String>();
        var marks = new LinkedHashMap<String, String>();
        for (var line : comments(key)) {
            if (line.startsWith("@")) {
                var parts = line.substring(1).split(" ", 2);
                marks.put(parts[0], parts.length > 1 ? parts[1] : "");
            } else {
                description.add(line);
            }
        }
        return new Value(
                path,
                String.join(" ", description),
                Map.copyOf(marks),
                initial,
                below(tuple.getValueNode(), path, initial));
    }

    private static List<Value> below(Node node, String path, JsonNode initial) {
        return node instanceof MappingNode mapping
                ? children(
                        mapping, path + ".", initial.isMissingNode() ? JsonNodeFactory.instance.objectNode() : initial)
                : List.of();
    }

    // a blank line ends what was said of something else
    private static List<String> comments(Node key) {
        var lines = new ArrayList<String>();
        for (CommentLine line : key.getBlockComments() == null ? List.<CommentLine>of() : key.getBlockComments()) {
            if (line.getCommentType() == CommentType.BLANK_LINE) {
                lines.clear();
            } else {
                lines.add(line.getValue().strip());
            }
        }
        return lines;
    }
}
