package dev.fresnel.server.protocol;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The protocol's rule for Jackson: a sealed interface is written as its record with a {@code type}, the record's simple
 * name with a small first letter; an enum constant is written in lower case. So the records need no annotations, and the
 * engine no JSON library.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return unionOf(annotated.getRawType()) == null
                ? super.findPolymorphicTypeInfo(config, annotated)
                : JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true, true);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        Class<?> raw = annotated.getRawType();
        if (!raw.isSealed() || unionOf(raw) == null) {
            return super.findSubtypes(config, annotated);
        }
        List<NamedType> named = new ArrayList<>();
        for (Class<?> record : raw.getPermittedSubclasses()) {
            named.add(new NamedType(record, typeName(record)));
        }
        return named;
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        Class<?> raw = annotated.getRawType();
        return raw.isRecord() && unionOf(raw) != null ? typeName(raw) : super.findTypeName(config, annotated);
    }

    /** What a record does not say may be null must be there: a browser that leaves it out is told so at the door. */
    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter
                && parameter.getDeclaringClass().isRecord()) {
            RecordComponent component = parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()];
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                return JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
            }
        }
        return super.findSetterInfo(config, annotated);
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotated, Enum<?>[] values, @Nullable String[] names) {
        String[] written = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            written[i] = values[i].name().toLowerCase(Locale.ROOT);
        }
        return written;
    }

    /** The sealed interface whose {@code type} tells this class, or null. */
    static @Nullable Class<?> unionOf(Class<?> raw) {
        if (raw.isInterface() && raw.isSealed()) {
            return raw;
        }
        if (raw.isRecord()) {
            for (Class<?> candidate : raw.getInterfaces()) {
                if (candidate.isSealed()) {
                    return candidate;
                }
            }
        }
        return null;
    }

    /** {@code Cell.Status} is written as {@code status}. */
    static String typeName(Class<?> record) {
        String name = record.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
