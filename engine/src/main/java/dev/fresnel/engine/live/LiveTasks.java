package dev.fresnel.engine.live;

import dev.fresnel.engine.action.Tasks;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;

/** What is being done and was done. */
final class LiveTasks extends WholeView {

    private final Tasks tasks;
    private final Subscription subscription;

    LiveTasks(Surroundings around, Runnable changed) {
        this.tasks = around.tasks();
        this.subscription = tasks.subscribe(changed);
    }

    @Override
    ViewData data() {
        return tasks.told();
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Tasks)) {
            throw new IllegalArgumentException("this view is of tasks");
        }
    }

    @Override
    public void act(ViewAct act) {
        switch (act) {
            case ViewAct.Stop stop -> tasks.stop(stop.task());
            case ViewAct.Dismiss dismiss -> tasks.dismiss(dismiss.task());
            default -> throw new IllegalArgumentException("tasks can be stopped and dismissed, and nothing else");
        }
    }

    @Override
    void end() {
        subscription.close();
    }
}
