package dev.fresnel.kube.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apiextensions;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Rbac;
import java.util.List;
import java.util.random.RandomGenerator;

/** Objects of built-in kinds with random fields, made with the library that the schema is made from. */
final class RandomObjects {

    /** A kind and how the library calls its message. */
    record Sample(String apiVersion, Descriptor type) {
        String kind() {
            return type.getName();
        }
    }

    private static final List<String> WORDS =
            List.of("", "web", "default", "Running", "a/b", "näme", "\"quoted\"", "line\nbreak", "0", "x".repeat(100));

    private final RandomGenerator random;

    RandomObjects(RandomGenerator random) {
        this.random = random;
    }

    static List<Sample> kinds() {
        record File(String apiVersion, FileDescriptor file) {}
        return List.of(
                        new File("v1", V1.getDescriptor()),
                        new File("apps/v1", V1Apps.getDescriptor()),
                        new File("batch/v1", V1Batch.getDescriptor()),
                        new File("networking.k8s.io/v1", V1Networking.getDescriptor()),
                        new File("rbac.authorization.k8s.io/v1", V1Rbac.getDescriptor()),
                        new File("apiextensions.k8s.io/v1", V1Apiextensions.getDescriptor()))
                .stream()
                .flatMap(file -> file.file.getMessageTypes().stream()
                        .filter(type -> Schema.builtIn().knows(file.apiVersion, type.getName()))
                        .map(type -> new Sample(file.apiVersion, type)))
                .toList();
    }

    /** An object with a name; with managedFields, where it is so drawn. */
    DynamicMessage object(Descriptor type) {
        DynamicMessage.Builder object = message(type, 0).toBuilder();
        Meta.ObjectMeta.Builder meta = Meta.ObjectMeta.newBuilder()
                .setName("object-" + random.nextInt(1_000_000))
                .setGenerateName("")
                .setNamespace(pick(WORDS))
                .setUid("uid-" + random.nextInt(1_000_000))
                .setResourceVersion(Integer.toString(random.nextInt(1_000_000)))
                .setGeneration(random.nextInt(3))
                .putLabels("app", pick(WORDS))
                .putAnnotations("example.com/a", pick(WORDS));
        for (int i = random.nextInt(3); i > 0; i--) {
            meta.addManagedFields(Meta.ManagedFieldsEntry.newBuilder()
                    .setManager("secret manager")
                    .setOperation(pick(WORDS)));
        }
        try {
            FieldDescriptor field = type.findFieldByName("metadata");
            return object.setField(
                            field,
                            DynamicMessage.parseFrom(
                                    field.getMessageType(), meta.build().toByteString()))
                    .build();
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private DynamicMessage message(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (FieldDescriptor field : type.getFields()) {
            boolean deep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth > 5;
            if (deep || random.nextInt(depth > 2 ? 4 : 2) != 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    message.addRepeatedField(field, value(field, depth));
                }
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case STRING -> pick(WORDS);
            case INT -> random.nextBoolean() ? random.nextInt(3) : random.nextInt();
            case LONG ->
                random.nextBoolean() ? (long) random.nextInt(3) : random.nextLong(-62_135_596_800L, 253_402_300_800L);
            case BOOLEAN -> random.nextBoolean();
            case DOUBLE -> random.nextInt(100) / 4.0;
            case BYTE_STRING ->
                field.getName().equalsIgnoreCase("raw")
                        ? ByteString.copyFromUtf8(pick(List.of("{\"a\":[1,null,2.5,\"x\"]}", "7", "null", "\"text\"")))
                        : ByteString.copyFromUtf8(pick(WORDS));
            case MESSAGE -> message(field.getMessageType(), depth + 1);
            case FLOAT, ENUM -> throw new IllegalStateException("not used by Kubernetes: " + field);
        };
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
