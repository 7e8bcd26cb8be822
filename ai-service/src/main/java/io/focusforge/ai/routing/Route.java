package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.provider.UpstreamFailure;
import java.util.List;
import java.util.Set;

/**
 * Where a call goes.
 *
 * @param name what the caller asked for
 * @param targets at least one, in the order in which they are tried
 */
public record Route(String name, List<ProviderModel> targets, Set<FallbackReason> fallbackOn) {
    public Route {
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("a route has a target");
        }
        targets = List.copyOf(targets);
    }

    /** The target that is tried first. */
    public ProviderModel first() {
        return targets.getFirst();
    }

    /** Whether another target would be tried after this one, for that reason. */
    public boolean hasNext(ProviderModel target, FallbackReason reason) {
        return fallbackOn.contains(reason) && !target.equals(targets.getLast());
    }

    boolean fallsBackOn(UpstreamFailure failure) {
        return FallbackReason.of(failure).filter(fallbackOn::contains).isPresent();
    }
}
