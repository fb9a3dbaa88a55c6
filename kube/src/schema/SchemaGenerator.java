import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes {@code kubernetes.schema}, the compact description of Kubernetes' protobuf messages that ships in place of the
 * library it is made from. Run by Maven before the module is compiled; {@code dev.fresnel.kube.wire.Schema} reads it.
 *
 * <pre>
 *   int magic
 *   short kinds     { utf apiVersion, utf kind, short message }*
 *   short messages  { utf name, utf form, short fields { short number, utf json, byte type, byte flags, short message }* }*
 * </pre>
 *
 * Names and numbers come from the descriptors of client-java-proto; what JSON does with them from go-tags.txt.
 *
 * <p>Arguments: go-tags.txt, the file to write.
 */
final class SchemaGenerator {

    private static final int MAGIC = 0x46524531;
    private static final String META = "k8s.io.apimachinery.pkg.apis.meta.v1.";
    private static final String EXTENSIONS = "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.";

    /** How groups are called that are not called as their package. */
    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("core", ""),
            Map.entry("rbac", "rbac.authorization.k8s.io"),
            Map.entry("flowcontrol", "flowcontrol.apiserver.k8s.io"),
            Map.entry("apiserverinternal", "internal.apiserver.k8s.io"));

    private static final Set<String> GROUPS_WITHOUT_DOMAIN =
            Set.of("apps", "autoscaling", "batch", "extensions", "policy");

    /** The one field of objects that the API server writes with their apiVersion and kind, though they are within another. */
    private static final String TYPED = "volumeClaimTemplates";

    /** Read by the readers themselves, whatever the Kind. */
    private static final List<String> OWN = List.of("ListMeta", "Status", "DeleteOptions");

    private final Map<String, Descriptor> all = new TreeMap<>();
    private final Map<String, Map<String, Tag>> tags = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final List<Descriptor> messages = new ArrayList<>();

    /** What Go's tags say of a field. */
    private static final class Tag {
        int flags;
        String json = "";
    }

    public static void main(String[] args) throws Exception {
        SchemaGenerator generator = new SchemaGenerator();
        generator.readTags(Path.of(args[0]));
        generator.readDescriptors();
        Path out = Path.of(args[1]);
        Files.createDirectories(out.getParent());
        try (DataOutputStream data = new DataOutputStream(Files.newOutputStream(out))) {
            generator.write(data);
        }
    }

    private void readTags(Path file) throws IOException {
        String current = "";
        for (String line : Files.readAllLines(file)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ");
            if (words[0].equals("package")) {
                current = words[1];
                packages.add(current);
                continue;
            }
            Map<String, Tag> fields = tags.computeIfAbsent(current + "." + words[0], _ -> new HashMap<>());
            for (int i = 1; i < words.length; i++) {
                String word = words[i];
                int equals = word.indexOf('=');
                if (equals > 0) {
                    fields.computeIfAbsent(word.substring(0, equals), _ -> new Tag()).json = word.substring(equals + 1);
                } else {
                    int flag = 4 << "?!~>".indexOf(word.charAt(word.length() - 1));
                    fields.computeIfAbsent(word.substring(0, word.length() - 1), _ -> new Tag()).flags |= flag;
                }
            }
        }
    }

    /** Loads every file descriptor in the library's jar. */
    private void readDescriptors() throws Exception {
        String folder = "io/kubernetes/client/proto/";
        URI jar = SchemaGenerator.class.getClassLoader().getResource(folder + "V1.class").toURI();
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> classes = Files.list(files.getPath(folder))) {
            for (Path path : (Iterable<Path>) classes::iterator) {
                String name = path.getFileName().toString();
                if (!name.endsWith(".class") || name.contains("$")) {
                    continue;
                }
                Class<?> type = Class.forName((folder + name.replace(".class", "")).replace('/', '.'));
                FileDescriptor file =
                        (FileDescriptor) type.getMethod("getDescriptor").invoke(null);
                file.getMessageTypes().forEach(message -> all.put(message.getFullName(), message));
            }
        }
    }

    private void write(DataOutputStream out) throws IOException {
        List<Descriptor> kinds = all.values().stream().filter(this::isKind).toList();
        for (Descriptor kind : kinds) {
            indexOf(kind);
        }
        OWN.forEach(name -> indexOf(all.get(META + name)));
        out.writeInt(MAGIC);
        out.writeShort(kinds.size() + OWN.size());
        for (Descriptor kind : kinds) {
            out.writeUTF(apiVersion(kind.getFile().getPackage()));
            out.writeUTF(kind.getName());
            out.writeShort(indexOf(kind));
        }
        for (String name : OWN) {
            out.writeUTF("meta.k8s.io/v1");
            out.writeUTF(name);
            out.writeShort(indexOf(all.get(META + name)));
        }
        // Writing a message finds more of them, so they are collected first.
        for (int i = 0; i < messages.size(); i++) {
            messages.get(i).getFields().forEach(this::messageOf);
        }
        out.writeShort(messages.size());
        for (Descriptor message : messages) {
            writeMessage(out, message);
        }
    }

    private void writeMessage(DataOutputStream out, Descriptor message) throws IOException {
        Map<String, Tag> said = tags.getOrDefault(message.getFullName(), Map.of());
        out.writeUTF(message.getName());
        out.writeUTF(form(message));
        out.writeShort(message.getFields().size());
        for (FieldDescriptor field : message.getFields()) {
            Tag tag = said.getOrDefault(field.getName(), new Tag());
            FieldDescriptor value = field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
            out.writeShort(field.getNumber());
            out.writeUTF(tag.json.isEmpty() ? field.getName() : tag.json);
            out.writeByte(
                    switch (value.getType()) {
                        case STRING -> 0;
                        case BYTES -> 1;
                        case INT32, INT64 -> 2;
                        case BOOL -> 3;
                        case DOUBLE -> 4;
                        case MESSAGE -> 5;
                        default ->
                            throw new IllegalStateException(field.getFullName() + " is a " + value.getType()
                                    + ", which Kubernetes did not use when this was written");
                    });
            out.writeByte(tag.flags
                    | (field.isMapField() ? 2 : field.isRepeated() ? 1 : 0)
                    | (field.getName().equals(TYPED) ? 64 : 0));
            out.writeShort(messageOf(field));
        }
    }

    /** The index of the message that a field (or a map's value) holds, or -1. */
    private int messageOf(FieldDescriptor field) {
        FieldDescriptor value = field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
        return value.getType() == FieldDescriptor.Type.MESSAGE ? indexOf(value.getMessageType()) : -1;
    }

    private int indexOf(Descriptor message) {
        return index.computeIfAbsent(message.getFullName(), _ -> {
            messages.add(message);
            return messages.size() - 1;
        });
    }

    /** An object of the API whose tags are known. */
    private boolean isKind(Descriptor message) {
        FieldDescriptor metadata = message.findFieldByName("metadata");
        return packages.contains(message.getFile().getPackage())
                && metadata != null
                && metadata.getType() == FieldDescriptor.Type.MESSAGE
                && metadata.getMessageType().getFullName().equals(META + "ObjectMeta");
    }

    private static String apiVersion(String name) {
        String[] parts = name.split("\\.");
        String version = parts[parts.length - 1];
        String group = parts[parts.length - 2];
        group = GROUPS.getOrDefault(group, GROUPS_WITHOUT_DOMAIN.contains(group) ? group : group + ".k8s.io");
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Messages that JSON writes in another form than as an object: the names of {@code MessageType.Form}. */
    private static String form(Descriptor message) {
        String name = message.getFullName();
        return switch (name) {
            case META + "Time" -> "TIME";
            case META + "MicroTime" -> "MICRO_TIME";
            case "k8s.io.apimachinery.pkg.api.resource.Quantity" -> "QUANTITY";
            case "k8s.io.apimachinery.pkg.util.intstr.IntOrString" -> "INT_OR_STRING";
            case META + "FieldsV1",
                    "k8s.io.apimachinery.pkg.runtime.RawExtension",
                    EXTENSIONS + "v1.JSON",
                    EXTENSIONS + "v1beta1.JSON" -> "RAW_JSON";
            case EXTENSIONS + "v1.JSONSchemaPropsOrBool", EXTENSIONS + "v1beta1.JSONSchemaPropsOrBool" -> "SCHEMA_OR_BOOL";
            case EXTENSIONS + "v1.JSONSchemaPropsOrArray",
                    EXTENSIONS + "v1beta1.JSONSchemaPropsOrArray",
                    EXTENSIONS + "v1.JSONSchemaPropsOrStringArray",
                    EXTENSIONS + "v1beta1.JSONSchemaPropsOrStringArray" -> "SCHEMA_OR_LIST";
            case META + "Duration" ->
                throw new IllegalStateException("metav1.Duration is used now: teach MessageType.Form how JSON writes it");
            // A slice of its own type in Go, so that maps can hold it.
            default -> message.getName().equals("ExtraValue") ? "ITEMS" : "OBJECT";
        };
    }
}
