package dev.fresnel.engine.details;

import dev.fresnel.engine.pack.FieldSpec;
import dev.fresnel.engine.pack.Reading;
import dev.fresnel.engine.pack.References;
import dev.fresnel.engine.pack.Words;
import dev.fresnel.engine.relation.KindName;
import dev.fresnel.engine.tree.Tree;
import dev.fresnel.engine.view.Cell;
import dev.fresnel.engine.view.DetailsData.Property;
import dev.fresnel.engine.view.TableData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every section needs to be built.
 *
 * @param object the whole object
 * @param reading for fields of the object
 * @param words in the person's language
 */
record Page(Map<String, Object> object, Reading reading, Words words) {

    private static final Cell MISSING = new Cell.Missing();

    Cell link(String group, String kind, String name) {
        return name.isEmpty() ? MISSING : References.link(new KindName(group, kind), "", name, false, reading);
    }

    static Cell text(String text) {
        return text.isEmpty() ? MISSING : new Cell.Text(text);
    }

    static Cell code(String text) {
        return text.isEmpty() ? MISSING : new Cell.Code(text);
    }

    static Cell tags(List<String> tags) {
        return tags.isEmpty() ? MISSING : new Cell.Tags(tags);
    }

    static Cell flag(@Nullable Object value) {
        return Boolean.TRUE.equals(value) ? new Cell.Flag(true) : MISSING;
    }

    Property property(String title, Cell value) {
        return new Property(words.of(title), value, null);
    }

    /** Properties with those left out that have no value. */
    List<Property> properties(List<FieldSpec> fields) {
        List<Property> properties = new ArrayList<>();
        for (FieldSpec field : fields) {
            Cell value = field.value().read(object, reading);
            if (!(value instanceof Cell.Missing)) {
                String about = field.about();
                properties.add(new Property(words.of(field.title()), value, about == null ? null : words.of(about)));
            }
        }
        return properties;
    }

    static List<Property> present(List<Property> properties) {
        return properties.stream()
                .filter(property -> !(property.value() instanceof Cell.Missing))
                .toList();
    }

    TableData.Column column(String id, String title, TableData.ColumnKind kind) {
        return new TableData.Column(id, words.of(title), kind, 0, false, null, null);
    }

    /** The elements of a list; of a mapping, each entry as {@code key} and {@code value}. */
    static List<Map<String, Object>> elements(@Nullable Object from) {
        List<Map<String, Object>> elements = new ArrayList<>();
        if (from instanceof List<?> list) {
            for (Object one : list) {
                elements.add(one instanceof Map ? Tree.map(one) : Collections.singletonMap("value", one));
            }
        } else if (from instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("key", key);
                entry.put("value", value);
                elements.add(entry);
            });
        }
        return elements;
    }
}
