/**
 * Bad weather between a client and an API server, on loopback: {@link Link} is what happens to bytes (TLS goes through it
 * unread), {@link Gate} is what happens to requests and answers (it ends TLS, with the API server's own certificate). A
 * Gate may stand behind a Link. Both are good until told otherwise, and are told at any time.
 *
 * <pre>
 *   client ──► Link ──────────────► API server
 *   client ──► Link ──► Gate ─────► API server
 * </pre>
 */
@NullMarked
package dev.fresnel.testbed.weather;

import org.jspecify.annotations.NullMarked;
