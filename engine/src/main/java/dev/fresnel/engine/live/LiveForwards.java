package dev.fresnel.engine.live;

import dev.fresnel.engine.forward.ForwardSpec;
import dev.fresnel.engine.forward.Forwards;
import dev.fresnel.engine.store.Subscription;
import dev.fresnel.engine.view.ViewAct;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;

/** What is forwarded to this machine and was. */
final class LiveForwards extends WholeView {

    private final Forwards forwards;
    private final String title;
    private final Subscription subscription;

    LiveForwards(Surroundings around, String language, Runnable changed) {
        this.forwards = around.forwards();
        this.title = new Titles(around.packs(), language).shared("Port forward");
        this.subscription = forwards.subscribe(changed);
    }

    @Override
    ViewData data() {
        return forwards.told();
    }

    @Override
    void look(ViewRequest request) {
        if (!(request instanceof ViewRequest.Forwards)) {
            throw new IllegalArgumentException("this view is of forwards");
        }
    }

    @Override
    public void act(ViewAct act) {
        switch (act) {
            case ViewAct.OpenForward open ->
                forwards.open(new ForwardSpec(open.ref(), open.port(), open.localPort()), title);
            case ViewAct.StartForward start -> forwards.start(start.forward(), title);
            case ViewAct.StopForward stop -> forwards.stop(stop.forward());
            case ViewAct.ForgetForward forget -> forwards.forget(forget.forward());
            default -> throw new IllegalArgumentException("forwards are opened, stopped and forgotten, nothing else");
        }
    }

    @Override
    void end() {
        subscription.close();
    }
}
