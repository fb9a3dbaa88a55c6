package dev.fresnel.server.connection;

import dev.fresnel.engine.view.LiveView;
import dev.fresnel.engine.view.ObjectRef;
import dev.fresnel.engine.view.ViewRequest;
import java.io.OutputStream;
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
    public void writeLogs(List<ObjectRef> objects, ViewRequest.LogSource which, OutputStream out) {
        throw new UnsupportedOperationException("nothing of a socket asks for this");
    }

    @Override
    public void retry(String cluster) {
        retried.add(cluster);
    }
}
