package io.focusforge.worker.signal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.filtering.kalman.Measurement;
import org.hipparchus.filtering.kalman.ProcessEstimate;
import org.hipparchus.filtering.kalman.linear.LinearEvolution;
import org.hipparchus.filtering.kalman.linear.LinearKalmanFilter;
import org.hipparchus.linear.CholeskyDecomposer;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * A local level with a damped local trend, estimated by a Kalman filter. Holt's method is what this filter becomes when samples come at even
 * times (A. C. Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, 4.1); the damping is that of E. S. Gardner and
 * E. McKenzie, Forecasting Trends in Time Series, 1985. Noises are relative to that of a sample.
 *
 * @param damping how much of the trend is left after a slot: 1 goes on for ever, 0 is no trend
 */
record DepthModel(double damping, double levelNoise, double trendNoise) {
    /** From calm and steady to erratic; the samples say which fits. */
    static final List<DepthModel> CANDIDATES = List.of(
            new DepthModel(0, 1, 0),
            new DepthModel(1, 0.01, 0.0001),
            new DepthModel(1, 1, 0.01),
            new DepthModel(0.8, 0.1, 0.01),
            new DepthModel(0.8, 1, 1));

    private static final RealMatrix LEVEL = MatrixUtils.createRealMatrix(new double[][] {{1, 0}});
    private static final double UNKNOWN = 1e6;

    /** What came of the samples: the last estimate, and how likely they are under this model (the larger, the better). */
    record Fit(DepthModel model, double level, double trend, double likelihood) {
        double ahead(double slots) {
            return Math.max(0, level + trend * model.reach(slots));
        }
    }

    private record Seen(double getTime, RealVector getValue, RealMatrix getCovariance) implements Measurement {
        static Seen of(DepthSample sample) {
            return new Seen(
                    sample.slot(),
                    MatrixUtils.createRealVector(new double[] {sample.ready()}),
                    MatrixUtils.createRealIdentityMatrix(1));
        }
    }

    /** @param samples in order; at least three */
    static Optional<Fit> best(List<DepthSample> samples) {
        return CANDIDATES.stream()
                .map(model -> model.fit(samples))
                .filter(fit -> Double.isFinite(fit.likelihood()))
                .max(Comparator.comparingDouble(Fit::likelihood));
    }

    Fit fit(List<DepthSample> samples) {
        var first = samples.getFirst();
        var state = MatrixUtils.createRealVector(new double[] {first.ready(), 0});
        var start = new ProcessEstimate(
                first.slot(), state, MatrixUtils.createRealDiagonalMatrix(new double[] {1, UNKNOWN}));
        var last = new double[] {first.slot()};
        var filter = new LinearKalmanFilter<Seen>(
                new CholeskyDecomposer(1e-15, 1e-15), seen -> evolution(seen.getTime() - last[0]), start);
        var surprise = new Surprise();
        var estimate = start;
        for (var sample : samples.subList(1, samples.size())) {
            var expected = level(estimate) + trend(estimate) * reach(sample.slot() - last[0]);
            estimate = filter.estimationStep(Seen.of(sample));
            last[0] = sample.slot();
            surprise.add(
                    sample.ready() - expected,
                    estimate.getInnovationCovariance().getEntry(0, 0));
        }
        return new Fit(this, level(estimate), trend(estimate), surprise.likelihood());
    }

    /** How far the level comes in so many slots, by a trend of one. */
    private double reach(double slots) {
        return damping == 1 ? slots : damping * (1 - Math.pow(damping, slots)) / (1 - damping);
    }

    private LinearEvolution evolution(double slots) {
        var transition =
                MatrixUtils.createRealMatrix(new double[][] {{1, reach(slots)}, {0, Math.pow(damping, slots)}});
        var noise = MatrixUtils.createRealDiagonalMatrix(new double[] {levelNoise * slots, trendNoise * slots});
        return new LinearEvolution(transition, null, null, noise, LEVEL);
    }

    private static double level(ProcessEstimate estimate) {
        return estimate.getState().getEntry(0);
    }

    private static double trend(ProcessEstimate estimate) {
        return estimate.getState().getEntry(1);
    }

    /** Adds up the log-likelihood of errors whose scale is not known. The first one says nothing: the trend was not known either. */
    private static final class Surprise {
        private int errors = -1;
        private double squares;
        private double logs;

        void add(double error, double variance) {
            if (errors++ >= 0) {
                squares += error * error / variance;
                logs += Math.log(variance);
            }
        }

        double likelihood() {
            return errors <= 0 ? Double.NaN : -(logs + errors * Math.log(Math.max(squares / errors, 1e-9))) / 2;
        }
    }
}
