# Sourced by ./fresnel and scripts/rehearse, with $here set: how the server's Java is started.
# Sets java, options, main and cache (docs/decisions/008-start-cache.md).
java=$("$here/scripts/find-jdk")/bin/java || exit 1
app=$here/server/target/app
# One by one and in a fixed order: Java takes a cache only for the class path that it was made with.
jars=$(LC_ALL=C; printf '%s:' "$app"/*.jar)
options=(
  -XX:+UseSerialGC -Xms32m -XX:+UseCompactObjectHeaders -XX:+UseStringDeduplication -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Dfresnel.web="$here/web/dist" -cp "${jars%:}"
)
main=dev.fresnel.server.Main
cache=$here/server/target/start.aot
