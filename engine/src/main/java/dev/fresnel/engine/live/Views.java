package dev.fresnel.engine.live;

import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Opens every kind of view. Thread-safe. */
public final class Views implements LiveView.Opener {

    private final Surroundings around;
    private final BooleanSupplier demo;

    /**
     * @param later runs what is due after a time; its tasks are short
     * @param demo whether home offers to start the demo, now
     */
    public Views(
            Clusters clusters, Packs packs, InstantSource clock, ScheduledExecutorService later, BooleanSupplier demo) {
        this.around = new Surroundings(clusters, packs, clock, later);
        this.demo = demo;
    }

    @Override
    public LiveView open(ViewRequest request, String language, Runnable changed) {
        return switch (request) {
            case ViewRequest.Home _ -> new LiveHome(around, demo, changed);
            case ViewRequest.Navigation navigation -> new LiveNavigation(around, navigation, language, changed);
            case ViewRequest.Table table -> new LiveTable(around, table, language, changed);
            case ViewRequest.Palette palette -> new LivePalette(around, palette, language, changed);
            case ViewRequest.Details details -> new LiveDetails(around, details, language, changed);
            case ViewRequest.Yaml yaml -> new LiveYaml(around, yaml, changed);
            case ViewRequest.Reveal reveal -> new LiveReveal(around, reveal, changed);
            case ViewRequest.Completion completion -> new LiveCompletion(around, completion, language, changed);
        };
    }

    @Override
    public void retry(String name) {
        Cluster cluster = around.clusters().find(name);
        if (cluster != null) {
            cluster.retry();
        }
    }
}
