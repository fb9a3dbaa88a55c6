package dev.fresnel.kube.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protobuf message of Kubernetes' API: its fields, and the form in which JSON writes it. Immutable once loaded. */
final class MessageType {

    /** How JSON writes a message. The schema file holds these names. */
    enum Form {
        /** As an object, field by field. */
        OBJECT,
        /** {@code metav1.Time}: RFC 3339 with seconds. */
        TIME,
        /** {@code metav1.MicroTime}: RFC 3339 with six digits of seconds. */
        MICRO_TIME,
        /** {@code resource.Quantity}: its string. */
        QUANTITY,
        /** A number or a string. */
        INT_OR_STRING,
        /** Bytes that are JSON themselves. */
        RAW_JSON,
        /** A list, named so that maps can hold it. */
        ITEMS,
        /** {@code JSONSchemaPropsOrBool}: field 2 where it is there, else field 1. */
        SCHEMA_OR_BOOL,
        /** {@code JSONSchemaPropsOrArray} and {@code …OrStringArray}: field 2, a list, where it is not empty, else field 1. */
        SCHEMA_OR_LIST
    }

    private final String name;
    private final Form form;
    private final List<FieldType> fields = new ArrayList<>();
    private @Nullable FieldType[] byNumber = new FieldType[0];

    MessageType(String name, Form form) {
        this.name = name;
        this.form = form;
    }

    /** Called while the schema loads, before anyone else sees this. */
    void add(FieldType field) {
        fields.add(field);
        if (field.number() >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, field.number() + 1);
        }
        byNumber[field.number()] = field;
    }

    String name() {
        return name;
    }

    Form form() {
        return form;
    }

    List<FieldType> fields() {
        return fields;
    }

    @Nullable
    FieldType field(int number) {
        return number < byNumber.length ? byNumber[number] : null;
    }

    /** The highest field number. */
    int highest() {
        return byNumber.length - 1;
    }
}
