package dev.fresnel.server.connection;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ViewRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens {@link FakeView}s and remembers them. */
class FakeOpener implements LiveView.Opener {

    final List<FakeView> views = new CopyOnWriteArrayList<>();
    final List<String> retried = new CopyOnWriteArrayList<>();

    @Override
    public LiveView open(ViewRequest request, String language, Runnable changed) {
        FakeView view = new FakeView(request, language, changed);
        views.add(view);
        return view;
    }

    @Override
    public void retry(String cluster) {
        retried.add(cluster);
    }
}
