/**
 * {@code ./bench --logs}: the pods of a Deployment that write thousands of lines a second, and what becomes of these lines: none
 * lost, all in order, seen in a browser that stays smooth, at what cost.
 */
@NullMarked
package dev.fresnel.bench.logs;

import org.jspecify.annotations.NullMarked;
