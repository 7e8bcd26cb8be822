package io.focusforge.ai.routing;

import io.focusforge.ai.provider.ProviderModel;

/** The same on every replica and after every start: FNV-1a over the characters, spread by the finalizer of MurmurHash3. */
final class Hash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    /** In (0, 1]. */
    static double unit(String conversation, ProviderModel target) {
        var hash = add(add(add(OFFSET, conversation), target.provider()), target.model());
        return ((spread(hash) >>> 11) + 1) * 0x1p-53;
    }

    private static long add(long hash, String text) {
        var sum = hash;
        for (var i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * PRIME;
        }
        return (sum ^ 0xffff) * PRIME;
    }

    private static long spread(long hash) {
        var h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
