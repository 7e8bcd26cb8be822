package io.focusforge.ai.cache;

import java.util.Arrays;

/** A member of the outermost object of a JSON text, taken out with the comma that parts it from another. */
final class JsonMember {
    private JsonMember() {}

    static byte[] without(JsonTape json, int key) {
        var text = json.text();
        var comma = lastComma(text, json.from(key));
        var from = comma >= 0 ? comma : json.from(key);
        var to = comma >= 0 ? json.to(key + 1) : behindComma(text, json.to(key + 1));
        var rest = Arrays.copyOf(text, text.length - (to - from));
        System.arraycopy(text, to, rest, from, text.length - to);
        return rest;
    }

    /** @return -1 for the first member */
    private static int lastComma(byte[] text, int at) {
        var i = at - 1;
        while (text[i] != ',' && text[i] != '{') {
            i--;
        }
        return text[i] == ',' ? i : -1;
    }

    /** @return where it begins for the only member */
    private static int behindComma(byte[] text, int at) {
        var i = at;
        while (text[i] != ',' && text[i] != '}') {
            i++;
        }
        return text[i] == ',' ? i + 1 : at;
    }
}
