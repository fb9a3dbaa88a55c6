package dev.fresnel.kube.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is asked of a Secret, in whichever encoding it comes: its values do not leave the reader. */
class SecretsTest {

    private static final String VALUE = "correct horse battery staple";
    private static final String IN_BASE64 = Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8));
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private static final List<PathTrie> WISHES = List.of(
            PathTrie.WHOLE,
            PathTrie.of(List.of("data", "stringData", "metadata")),
            PathTrie.of(List.of(
                    "data.password",
                    "stringData.note",
                    "metadata.annotations",
                    "metadata.annotations.\"" + LAST_APPLIED + "\"")),
            PathTrie.of(List.of("data.password.deeper", "metadata.annotations.\"" + LAST_APPLIED + "\".data")),
            PathTrie.of(List.of()));

    @Test
    void values_never_come_out_of_protobuf() throws IOException {
        for (PathTrie wish : WISHES) {
            for (boolean metadataOnly : new boolean[] {false, true}) {
                ObjectReader reader = new ProtobufReader(new Reading("v1", "Secret", wish, true, metadataOnly));
                check(reader.list(new ByteArrayInputStream(
                                Frames.list("v1", "Secret", Meta.ListMeta.getDefaultInstance(), List.of(secret()))))
                        .next());
                check(reader.watch(new ByteArrayInputStream(Frames.event("MODIFIED", "v1", "Secret", secret())))
                        .next());
                check(reader.watch(new ByteArrayInputStream(Frames.event("DELETED", "v1", "Secret", secret())))
                        .next());
            }
        }
    }

    @Test
    void values_never_come_out_of_json() throws IOException {
        for (PathTrie wish : WISHES) {
            for (boolean metadataOnly : new boolean[] {false, true}) {
                ObjectReader reader = new JsonReader(new Reading("v1", "Secret", wish, true, metadataOnly));
                check(reader.list(in("{\"kind\":\"SecretList\",\"items\":[" + json() + "]}"))
                        .next());
                check(reader.watch(in("{\"type\":\"ADDED\",\"object\":" + json() + "}"))
                        .next());
                check(reader.watch(in("{\"type\":\"DELETED\",\"object\":" + json() + "}"))
                        .next());
            }
        }
    }

    @Test
    void names_of_keys_and_lengths_of_values_do() throws IOException {
        Map<String, Object> expected = Map.of("password", (long) VALUE.length(), "empty", 0L);
        PathTrie data = PathTrie.of(List.of("data"));
        ReadObject protobuf = new ProtobufReader(new Reading("v1", "Secret", data, true, false))
                .list(new ByteArrayInputStream(
                        Frames.list("v1", "Secret", Meta.ListMeta.getDefaultInstance(), List.of(secret()))))
                .next();
        ReadObject json = new JsonReader(new Reading("v1", "Secret", data, true, false))
                .list(in("{\"items\":[" + json() + "]}"))
                .next();
        assertThat(Objects.requireNonNull(protobuf).fields()).isEqualTo(Map.of("data", expected));
        assertThat(Objects.requireNonNull(json).fields()).isEqualTo(Map.of("data", expected));
    }

    private static void check(@Nullable Object given) {
        ReadObject object = switch (given) {
            case ReadObject read -> read;
            case WatchEvent.Upserted upserted -> upserted.object();
            case WatchEvent.Deleted deleted -> deleted.object();
            case null, default -> throw new AssertionError("no object: " + given);
        };
        assertThat(object.name()).isEqualTo("login");
        assertThat(object.body()).isEmpty();
        assertThat(object.toString())
                .doesNotContain(VALUE)
                .doesNotContain(IN_BASE64)
                .doesNotContain("last-applied");
    }

    private static V1.Secret secret() {
        return V1.Secret.newBuilder()
                .setMetadata(Meta.ObjectMeta.newBuilder()
                        .setName("login")
                        .putAnnotations(LAST_APPLIED, "{\"data\":{\"password\":\"" + IN_BASE64 + "\"}}"))
                .putData("password", ByteString.copyFromUtf8(VALUE))
                .putData("empty", ByteString.EMPTY)
                .putStringData("note", VALUE)
                .build();
    }

    private static String json() {
        return """
                {"metadata":{"name":"login","annotations":{"%s":"{\\"data\\":{\\"password\\":\\"%s\\"}}"}},
                 "data":{"password":"%s","empty":""},"stringData":{"note":"%s","odd":["%s"]}}
                """.formatted(LAST_APPLIED, IN_BASE64, IN_BASE64, VALUE, VALUE);
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
