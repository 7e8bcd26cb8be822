package io.focusforge.orchestrator.flag;

/**
 * Whether a new version fails clearly more often than the one beside it. It does when all of this holds:
 *
 * <ul>
 *   <li>both have at least {@value #FEWEST} runs, or answers, that have ended since they are beside each other;
 *   <li>the new one's error rate is higher by at least 5 points of 100, so that no difference is acted on that nobody would feel;
 *   <li>Fisher's exact test, one-sided, gives at most 0.1 % for a table at least this uneven if both were equally good: the sum over k from
 *       the failures of the new version on of C(F, k) · C(N − F, n − k) / C(N, n), with F failures among N runs of which n are the new
 *       version's.
 * </ul>
 *
 * <p>The test is exact for small numbers, unlike that of two proportions by a normal distribution. The level is a tenth of the usual 1 %,
 * because a rollout is looked at again and again, which gives chance as many chances. Users are not runs: where one user makes most runs of
 * a version, these are less independent than the test takes them to be, which the percentage of users should be large enough for.
 */
public final class ErrorRise {
    public static final int FEWEST = 20;
    private static final double LEAST_DIFFERENCE = 0.05;
    private static final double LEVEL = 0.001;

    private ErrorRise() {}

    public static boolean isClear(Tally candidate, Tally base) {
        return candidate.runs() >= FEWEST
                && base.runs() >= FEWEST
                && candidate.errorRate() - base.errorRate() >= LEAST_DIFFERENCE
                && chance(candidate, base) <= LEVEL;
    }

    /** Of so many failures of the candidate, or more, if it made no difference. */
    public static double chance(Tally candidate, Tally base) {
        var all = candidate.runs() + base.runs();
        var failed = candidate.failed() + base.failed();
        var most = Math.min(failed, candidate.runs());
        var whole = logChoose(all, candidate.runs());
        var chance = 0.0;
        for (var k = candidate.failed(); k <= most; k++) {
            chance += Math.exp(logChoose(failed, k) + logChoose(all - failed, candidate.runs() - k) - whole);
        }
        return Math.min(1, chance);
    }

    private static double logChoose(long n, long k) {
        return k < 0 || k > n ? Double.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    /** Exact for small numbers; Stirling's series, with an error below 1e-10, for others. */
    private static double logFactorial(long n) {
        if (n < 32) {
            var sum = 0.0;
            for (var i = 2; i <= n; i++) {
                sum += Math.log(i);
            }
            return sum;
        }
        var x = (double) n;
        return x * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
