package dev.fresnel.engine.details;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the fields of a kind mean, from its OpenAPI schema. */
@FunctionalInterface
public interface FieldDocs {

    /** Nothing is known. */
    FieldDocs NONE = _ -> null;

    /** One or more sentences on a field, or null. */
    @Nullable
    String about(List<String> names);
}
