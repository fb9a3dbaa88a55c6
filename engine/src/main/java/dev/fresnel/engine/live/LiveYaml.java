package dev.fresnel.engine.live;

import dev.fresnel.engine.details.YamlText;
import dev.fresnel.engine.view.ViewData;
import dev.fresnel.engine.view.ViewRequest;
import dev.fresnel.engine.view.YamlData;
import java.util.Map;

/** One object as YAML, following it. */
final class LiveYaml extends WholeView {

    private final Surroundings around;
    private final Runnable changed;
    private ViewRequest.Yaml request;
    private FollowedObject object;

    LiveYaml(Surroundings around, ViewRequest.Yaml request, Runnable changed) {
        this.around = around;
        this.changed = changed;
        this.request = request;
        this.object = follow();
    }

    /** Stores keep no managedFields: with them, the object comes from the server. */
    private FollowedObject follow() {
        return new FollowedObject(around, request.ref(), request.managedFields(), changed);
    }

    @Override
    ViewData data() {
        FollowedObject.Known known = object.now();
        Map<String, Object> tree = known.tree();
        String text = tree == null ? "" : YamlText.of(tree, request.managedFields());
        return new YamlData(request.ref(), text, known.version(), known.gone(), known.state());
    }

    @Override
    void look(ViewRequest adjusted) {
        if (!(adjusted instanceof ViewRequest.Yaml wanted)) {
            throw new IllegalArgumentException("this view is YAML");
        }
        if (!wanted.equals(request)) {
            object.close();
            request = wanted;
            object = follow();
        }
    }

    @Override
    void end() {
        object.close();
    }
}
