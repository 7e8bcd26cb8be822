package io.focusforge.bench.orchestrator;

/** Something that runs a chain of steps which do nothing, and keeps each of them. */
interface StepContestant extends AutoCloseable {
    /** Steps of a chain. */
    int STEPS = 10;

    String name();

    /** Returns when the chain has ended, and that is kept. Of any thread. @param seen called by each step */
    void chain(Runnable seen) throws Exception;

    @Override
    void close();
}
