package io.focusforge.deploy;

import static io.focusforge.deploy.Manifests.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Says what the network policies of a namespace let through, between pods of it. */
record NetworkPolicies(List<JsonNode> policies) {
    static NetworkPolicies of(Manifests manifests) {
        return new NetworkPolicies(manifests.of("NetworkPolicy").toList());
    }

    boolean allow(JsonNode from, JsonNode to, int port) {
        return allows("Egress", from, to, port) && allows("Ingress", to, from, port);
    }

    private boolean allows(String direction, JsonNode pod, JsonNode peer, int port) {
        var mine = policies.stream()
                .filter(policy -> has(policy.at("/spec/policyTypes"), direction))
                .filter(policy -> selects(policy.at("/spec/podSelector"), pod))
                .toList();
        var rules = direction.equals("Egress") ? "egress" : "ingress";
        var peers = direction.equals("Egress") ? "to" : "from";
        return mine.isEmpty()
                || mine.stream()
                        .flatMap(policy -> each(policy.path("spec").path(rules)))
                        .anyMatch(rule -> hasPort(rule.path("ports"), port) && hasPeer(rule.path(peers), peer));
    }

    private static boolean hasPort(JsonNode ports, int port) {
        return ports.isMissingNode()
                || each(ports).anyMatch(allowed -> allowed.path("port").asInt() == port);
    }

    // a block of addresses is never one of pods here
    private static boolean hasPeer(JsonNode peers, JsonNode pod) {
        return peers.isMissingNode()
                || each(peers).anyMatch(peer -> peer.has("podSelector") && selects(peer.path("podSelector"), pod));
    }

    private static boolean has(JsonNode array, String word) {
        return each(array).anyMatch(item -> item.asText().equals(word));
    }

    static boolean selects(JsonNode selector, JsonNode pod) {
        return selector.path("matchLabels").properties().stream().allMatch(label -> label.getValue()
                .equals(pod.at("/metadata/labels").path(label.getKey())));
    }
}
