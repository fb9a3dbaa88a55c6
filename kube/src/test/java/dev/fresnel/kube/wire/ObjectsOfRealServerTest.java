package dev.fresnel.kube.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fresnel.kube.api.ApiRequest;
import dev.fresnel.kube.api.ApiServer;
import dev.fresnel.kube.api.Contexts;
import dev.fresnel.kube.api.StreamedResponse;
import dev.fresnel.kube.config.KubeconfigSource;
import dev.fresnel.kube.discovery.Discovery;
import dev.fresnel.kube.discovery.Kind;
import dev.fresnel.kube.discovery.Scope;
import dev.fresnel.testbed.ControlPlane;
import dev.fresnel.testbed.ControlPlaneExtension;
import dev.fresnel.testbed.Own;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is read of a real API server's objects is what it says of them itself, in either encoding. */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectsOfRealServerTest {

    private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiServer server;
    private final List<Kind> kinds;

    ObjectsOfRealServerTest(@Own ControlPlane plane) throws Exception {
        plane.seed();
        server = Contexts.connect(KubeconfigSource.of(List.of(plane.kubeconfig()))
                .read()
                .contexts()
                .getFirst());
        kinds = Discovery.read(server).all().stream()
                // A component's status is no stored object: it has neither uid nor version, and changes by itself.
                .filter(kind ->
                        kind.can("list") && kind.can("get") && !kind.plural().equals("componentstatuses"))
                .toList();
    }

    @AfterAll
    void disconnect() {
        server.close();
    }

    @Test
    void protobuf_becomes_the_json_that_the_server_sends_for_every_built_in_kind() throws Exception {
        Set<String> compared = new TreeSet<>();
        List<String> differences = new ArrayList<>();
        for (Kind kind : kinds) {
            if (!Schema.builtIn().knows(kind.apiVersion(), kind.name())) {
                continue;
            }
            for (ReadObject object : list(kind, PROTOBUF)) {
                Scope scope = object.namespace().isEmpty() ? Scope.CLUSTER : Scope.namespace(object.namespace());
                String path = kind.path(scope) + "/" + object.name();
                JsonNode theirs = JSON.readTree(get(path, "application/json"));
                byte[] body = body(get(path, PROTOBUF));
                ProtobufToJson.Converted ours = ProtobufToJson.convert(kind.apiVersion(), kind.name(), body);
                JsonNode our = JSON.readTree(ours.json());
                if (!version(our).equals(version(theirs))) {
                    continue; // It changed in between.
                }
                compared.add(kind.apiVersion() + " " + kind.name());
                if (!ours.complete()) {
                    differences.add(path + " has fields that the schema does not know: " + ours.unknown());
                }
                differ(path, our, theirs, differences);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).hasSizeGreaterThan(40);
    }

    @Test
    void both_encodings_give_the_same_objects_and_bodies() throws Exception {
        int compared = 0;
        for (Kind kind : kinds) {
            if (!Schema.builtIn().knows(kind.apiVersion(), kind.name())) {
                continue;
            }
            Map<String, ReadObject> json = new HashMap<>();
            for (ReadObject object : list(kind, "application/json")) {
                json.put(object.uid() + object.resourceVersion(), object);
            }
            for (ReadObject object : list(kind, PROTOBUF)) {
                ReadObject same = json.get(object.uid() + object.resourceVersion());
                if (same == null) {
                    continue; // It changed in between.
                }
                compared++;
                assertThat(object.fields()).isEqualTo(same.fields());
                assertThat(object.namespace()).isEqualTo(same.namespace());
                assertThat(object.name()).isEqualTo(same.name());
                if (object.body().length > 0) {
                    JsonNode ours = JSON.readTree(ProtobufToJson.convert(kind.apiVersion(), kind.name(), object.body())
                            .json());
                    assertThat(ours.at("/metadata").has("managedFields")).isFalse();
                    assertThat(ours).isEqualTo(JSON.readTree(same.body()));
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void metadata_can_be_read_alone_of_any_kind() throws Exception {
        for (Kind kind : kinds) {
            String as = PROTOBUF + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
            List<ReadObject> objects = read(kind, get(kind.path(Scope.CLUSTER), as), Encoding.PROTOBUF, true);
            assertThat(objects).allSatisfy(object -> {
                assertThat(object.uid()).isNotEmpty();
                assertThat(object.fields()).containsKey("metadata").doesNotContainKeys("spec", "status", "data");
                assertThat(object.body()).isEmpty();
            });
        }
    }

    private List<ReadObject> list(Kind kind, String accept) throws Exception {
        return read(
                kind,
                get(kind.path(Scope.CLUSTER), accept),
                accept.equals(PROTOBUF) ? Encoding.PROTOBUF : Encoding.JSON,
                false);
    }

    private static List<ReadObject> read(Kind kind, byte[] list, Encoding encoding, boolean metadataOnly)
            throws IOException {
        Reading reading = new Reading(kind.apiVersion(), kind.name(), PathTrie.WHOLE, true, metadataOnly);
        ListReader reader = ObjectReader.of(reading, encoding).list(new ByteArrayInputStream(list));
        List<ReadObject> objects = new ArrayList<>();
        for (ReadObject object = reader.next(); object != null; object = reader.next()) {
            objects.add(object);
        }
        return objects;
    }

    private byte[] get(String path, String accept) throws Exception {
        try (StreamedResponse response = server.open(ApiRequest.get(path).accepting(accept))) {
            byte[] body = response.body().readAllBytes();
            assertThat(response.status())
                    .as("%s: %s", path, ApiStatus.read(body))
                    .isEqualTo(200);
            return body;
        }
    }

    private static byte[] body(byte[] answer) throws IOException {
        ProtobufScanner in = new ProtobufScanner();
        in.on(answer, 0);
        int end = Envelope.open(in, answer.length);
        return Arrays.copyOfRange(answer, in.at, end);
    }

    private static String version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asString();
    }

    private static void differ(String at, JsonNode ours, JsonNode theirs, List<String> differences) {
        if (ours instanceof ObjectNode && theirs instanceof ObjectNode) {
            Set<String> names = new TreeSet<>(ours.propertyNames());
            names.addAll(theirs.propertyNames());
            for (String name : names) {
                differ(at + "." + name, ours.path(name), theirs.path(name), differences);
            }
        } else if (!ours.equals(theirs)) {
            differences.add(at + ": " + shown(ours) + " in place of " + shown(theirs));
        }
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
