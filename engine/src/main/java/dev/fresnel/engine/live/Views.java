package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Follower;
import dev.fresnel.engine.action.Tasks;
import dev.fresnel.engine.audit.AuditLog;
import dev.fresnel.engine.cluster.Cluster;
import dev.fresnel.engine.cluster.Clusters;
import dev.fresnel.engine.forward.ForwardMemory;
import dev.fresnel.engine.forward.ForwardSpec;
import dev.fresnel.engine.forward.Forwards;
import dev.fresnel.engine.forward.Targets;
import dev.fresnel.engine.log.LogRoom;
import dev.fresnel.engine.pack.Packs;
import dev.fresnel.engine.terminal.Terminals;
import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** Opens every kind of view, and ends what goes on without one. Thread-safe. */
public final class Views implements LiveView.Opener, AutoCloseable {

    private final Surroundings around;
    private final BooleanSupplier demo;

    /**
     * @param later runs what is due after a time; its tasks are short
     * @param audit keeps what is done
     * @param memory remembers what is forwarded
     * @param person who does it
     * @param demo whether home offers to start the demo, now
     */
    public Views(
            Clusters clusters,
            Packs packs,
            InstantSource clock,
            ScheduledExecutorService later,
            AuditLog audit,
            ForwardMemory memory,
            String person,
            BooleanSupplier demo) {
        Tasks tasks = new Tasks(clusters, packs, this::follow, clock, audit, person);
        Terminals terminals = new Terminals(clock, later, audit, person);
        Forwards forwards = new Forwards(this::targets, memory, clock, audit, person);
        this.around = new Surroundings(
                clusters,
                packs,
                clock,
                later,
                tasks,
                audit,
                new LogRoom(),
                new FindingsRoom(clock, later),
                terminals,
                forwards);
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
            case ViewRequest.Actions wanted -> new LiveActions(around, wanted, language, changed);
            case ViewRequest.Change change -> new LiveChange(around, change, language, changed);
            case ViewRequest.Apply apply -> new LiveChange(around, apply, language, changed);
            case ViewRequest.Edit edit -> new LiveEdit(around, edit, language, changed);
            case ViewRequest.Fill fill -> new LiveFill(around, fill, changed);
            case ViewRequest.Assist assist -> new LiveAssist(around, assist, changed);
            case ViewRequest.Problems problems -> new LiveProblems(around, problems, language, changed);
            case ViewRequest.Undo undo -> new LiveChange(around, undo, language, changed);
            case ViewRequest.Logs logs -> new LiveLogs(around, logs, changed);
            case ViewRequest.Terminal terminal -> new LiveTerminal(around, terminal, language, changed);
            case ViewRequest.Ports ports -> new LivePorts(around, ports, changed);
            case ViewRequest.Forwards _ -> new LiveForwards(around, language, changed);
            case ViewRequest.Tasks _ -> new LiveTasks(around, changed);
            case ViewRequest.Audit audit -> new LiveAudit(around, audit, changed);
            case ViewRequest.Completion completion -> new LiveCompletion(around, completion, language, changed);
        };
    }

    private Targets targets(ForwardSpec spec, Runnable changed) {
        return new ForwardTargets(around, spec, changed);
    }

    private Follower.Followed follow(ObjectRef ref, Runnable changed) {
        return new ChangeWatch(new FollowedObject(around, ref, false, changed));
    }

    @Override
    public void writeLogs(List<ObjectRef> objects, ViewRequest.LogSource which, OutputStream out)
            throws IOException, InterruptedException {
        LogText.write(around, objects, which, out);
    }

    @Override
    public void retry(String name) {
        Cluster cluster = around.clusters().find(name);
        if (cluster != null) {
            cluster.retry();
        }
    }

    /** Ends all terminals and forwards, and waits some seconds until that is done. */
    @Override
    public void close() {
        around.forwards().close();
        around.terminals().close();
    }
}
