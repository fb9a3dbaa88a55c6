package dev.fresnel.bench.measure;

import dev.fresnel.bench.Budget;
import dev.fresnel.bench.Result;
import java.io.IOException;
import java.util.List;

/** Measures something. */
public interface Measure {

    /** What it measures, for the progress. */
    String what();

    /** The budgets that it measures. */
    List<Budget> budgets();

    /**
     * Does so; takes seconds to some minutes.
     *
     * @throws IOException where it cannot; the message says why
     */
    List<Result> run(Rig rig) throws IOException, InterruptedException;
}
