package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.References;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Property;
import java.util.ArrayList;
import java.util.List;

/** A container's environment: each variable with its value, or a link to where it comes from. */
final class Environment {

    private static final KindName CONFIG_MAP = new KindName("", "ConfigMap");
    private static final KindName SECRET = new KindName("", "Secret");

    private final Page page;

    Environment(Page page) {
        this.page = page;
    }

    List<Property> of(Object container) {
        List<Property> all = new ArrayList<>();
        for (Object from : Tree.list(container, "envFrom")) {
            String prefix = Tree.text(from, "prefix");
            boolean secret = Tree.at(from, "secretRef") != null;
            String name = Tree.text(from, secret ? "secretRef" : "configMapRef", "name");
            String label = prefix.isEmpty() ? page.words().of("All of") : prefix + "*";
            all.add(new Property(label, link(secret ? SECRET : CONFIG_MAP, name, ""), null));
        }
        for (Object variable : Tree.list(container, "env")) {
            Object source = Tree.at(variable, "valueFrom");
            Cell value = source == null ? new Cell.Code(Tree.text(variable, "value")) : from(source);
            all.add(new Property(Tree.text(variable, "name"), value, null));
        }
        return all;
    }

    private Cell from(Object source) {
        Object secret = Tree.at(source, "secretKeyRef");
        Object config = Tree.at(source, "configMapKeyRef");
        if (secret != null) {
            return link(SECRET, Tree.text(secret, "name"), Tree.text(secret, "key"));
        }
        if (config != null) {
            return link(CONFIG_MAP, Tree.text(config, "name"), Tree.text(config, "key"));
        }
        String field = Tree.text(source, "fieldRef", "fieldPath");
        if (!field.isEmpty()) {
            return new Cell.Text(field);
        }
        String resource = Tree.text(source, "resourceFieldRef", "resource");
        return Page.text(resource.isEmpty() ? Tree.brief(source) : resource);
    }

    /** The name of the object, and of its key where one is meant. */
    private Cell link(KindName kind, String name, String key) {
        String text = key.isEmpty() ? name : name + " / " + key;
        return References.link(kind, "", name, false, page.reading()) instanceof Cell.Link link
                ? new Cell.Link(text, link.to(), link.severity())
                : Page.text(text);
    }
}
