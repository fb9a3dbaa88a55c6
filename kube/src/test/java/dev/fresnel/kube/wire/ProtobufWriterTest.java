package dev.fresnel.kube.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class ProtobufWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ProtobufWriter writer = new ProtobufWriter(JSON::writeValueAsBytes);

    @Test
    void what_is_written_reads_as_the_same_object() throws Exception {
        RandomObjects objects = new RandomObjects(new Random(1));
        for (RandomObjects.Sample sample : RandomObjects.kinds()) {
            for (int i = 0; i < 5; i++) {
                Map<String, Object> object =
                        read(sample, objects.object(sample.type()).toByteArray());

                byte[] written = writer.write(sample.apiVersion(), sample.kind(), object);

                assertThat(withoutNulls(read(sample, written)))
                        .as(sample.kind())
                        .isEqualTo(withoutNulls(object));
            }
        }
    }

    /** A null and a field that is not there are the same in protobuf. */
    private static Object withoutNulls(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> without = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                if (member != null) {
                    without.put(key, withoutNulls(member));
                }
            });
            return without;
        }
        return value instanceof List<?> list
                ? list.stream().map(ProtobufWriterTest::withoutNulls).toList()
                : value;
    }

    private static Map<String, Object> read(RandomObjects.Sample sample, byte[] bytes) throws Exception {
        return JSON.readValue(
                ProtobufToJson.convert(sample.apiVersion(), sample.kind(), bytes)
                        .json(),
                new TypeReference<Map<String, Object>>() {});
    }
}
