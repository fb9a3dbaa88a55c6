package dev.fresnel.kube.wire;

import java.util.Map;

/**
 * An object as a reader hands it on: who it is, the fields that were asked for, and all of it as bytes.
 *
 * @param namespace {@code ""} for objects of the cluster
 * @param name the object's name
 * @param uid {@code metadata.uid}
 * @param resourceVersion {@code metadata.resourceVersion}
 * @param fields what the {@link PathTrie} names, as the JSON of the object would have it: maps, lists, strings, longs,
 *     doubles, booleans; times are RFC 3339 strings, quantities their strings, bytes base64, whatever the encoding. Nulls are
 *     left out. Of Secrets, the values of {@code data} are their lengths in bytes. The reader keeps no hold of the map
 * @param body the whole object without {@code metadata.managedFields}; JSON always with {@code apiVersion} and {@code kind};
 *     empty for Secrets and where bodies were not asked for. To JSON by {@link ProtobufToJson}
 * @param encoding how {@code body} is written
 */
public record ReadObject(
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        Map<String, Object> fields,
        byte[] body,
        Encoding encoding) {}
