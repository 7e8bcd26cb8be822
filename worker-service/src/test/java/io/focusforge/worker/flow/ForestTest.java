package io.focusforge.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.worker.job.JobKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes are written as {@code name parent outcome policy}; an outcome with a star was brought about by another job. */
class ForestTest {
    private static final UUID TENANT = UUID.randomUUID();

    private final Map<String, UUID> ids = new HashMap<>();

    private UUID id(String name) {
        return name.equals("-") ? null : ids.computeIfAbsent(name, unknown -> UUID.randomUUID());
    }

    private JobKey key(String name) {
        return new JobKey(TENANT, id(name));
    }

    private Forest.Node node(String text) {
        var words = text.trim().split(" ");
        var outcome = words[2].replace("*", "");
        return new Forest.Node(
                key(words[0]),
                id(words[1]),
                TENANT,
                OnFailure.of(words[3]).orElseThrow(),
                outcome.equals("-") ? null : outcome,
                words[2].endsWith("*"));
    }

    private Set<String> names(Set<JobKey> keys) {
        return ids.entrySet().stream()
                .filter(entry -> keys.contains(new JobKey(TENANT, entry.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            p - dead* fail, a p dead fail, b p cancelled* fail                              | a   | a b p
            p - dead* fail, a p dead fail, b p cancelled* fail                              | p   | a b p
            p - dead* fail, a p dead fail, b p cancelled fail                               | a   | a
            p - dead* fail, a p dead fail, b p dead fail                                    | a   | a
            p - dead* fail, a p dead fail, b p dead fail                                    | a b | a b p
            p - dead* fail, a p dead fail, b p dead continue, c p succeeded fail            | a   | a p
            p - dead fail, a p dead continue, b p dead ignore                               | p   | p
            p - cancelled fail, a p cancelled* fail, b p succeeded fail                     | p   | a p
            p - cancelled fail, a p cancelled* fail                                         | a   | a
            p - - fail, a p dead ignore                                                     | a   | a
            r - dead* fail, p r dead* fail, q r cancelled* fail, a p dead fail, b q cancelled* fail | a | a b p q r
            r - - fail, p r dead* ignore, a p dead fail                                     | a   | a p
            r - dead* fail, p r dead* fail, a p dead fail                                   | r   | a p r
            r - dead* fail, p r dead* fail, q r dead* fail, a p dead fail, b q dead fail    | a   | a p""")
    void bringsBackWhatBelongsTogether(String flow, String first, String back) {
        var forest =
                new Forest(List.of(flow.split(", ")).stream().map(this::node).toList());
        var keys = List.of(first.split(" ")).stream().map(this::key).toList();
        assertThat(names(forest.revive(keys, node -> true))).containsExactlyInAnyOrder(back.split(" "));
    }

    @Test
    void goesNoFurtherFromWhatIsGone() {
        var nodes = "p - dead* fail, a p dead fail, b p cancelled* fail";
        var forest =
                new Forest(List.of(nodes.split(", ")).stream().map(this::node).toList());
        var asked = new ArrayList<JobKey>();
        var back = forest.revive(List.of(key("a")), node -> {
            asked.add(node.key());
            return false;
        });
        assertThat(names(back)).containsExactly("a");
        assertThat(asked).containsExactly(key("p"));
    }
}
