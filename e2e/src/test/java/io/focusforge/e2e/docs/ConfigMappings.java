package io.focusforge.e2e.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.tools.ToolProvider;

/** Reads the settings of {@code @ConfigMapping} interfaces, with their Javadoc, from source. */
final class ConfigMappings {
    private final DocTrees docs;
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, TreePath> groups = new LinkedHashMap<>();

    private ConfigMappings(DocTrees docs) {
        this.docs = docs;
    }

    /** @param shared interfaces that those of {@code sources} may extend */
    static List<Setting> read(List<Path> sources, List<Path> shared) throws IOException {
        if (sources.isEmpty()) {
            return List.of();
        }
        var all = new LinkedHashSet<>(shared);
        all.addAll(sources);
        var compiler = ToolProvider.getSystemJavaCompiler();
        var files = compiler.getStandardFileManager(null, null, null);
        var task = (JavacTask) compiler.getTask(
                null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(all));
        var mappings = new ConfigMappings(DocTrees.instance(task));
        var units = new ArrayList<CompilationUnitTree>();
        task.parse().forEach(units::add);
        units.forEach(mappings::findGroups);
        units.stream().filter(unit -> isOf(sources, unit)).forEach(mappings::readUnit);
        return mappings.settings;
    }

    private static boolean isOf(List<Path> sources, CompilationUnitTree unit) {
        return sources.contains(Path.of(unit.getSourceFile().toUri()));
    }

    private void findGroups(CompilationUnitTree unit) {
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree group) {
                findGroups(TreePath.getPath(unit, group));
            }
        }
    }

    private void findGroups(TreePath path) {
        var group = (ClassTree) path.getLeaf();
        groups.put(group.getSimpleName().toString(), path);
        for (var member : group.getMembers()) {
            if (member instanceof ClassTree nested) {
                findGroups(new TreePath(path, nested));
            }
        }
    }

    private void readUnit(CompilationUnitTree unit) {
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree mapping) {
                annotation(mapping.getModifiers(), "ConfigMapping", "prefix")
                        .ifPresent(prefix -> readMapping(TreePath.getPath(unit, mapping), prefix));
            }
        }
    }

    /** What is declared again here stands in the place of what is inherited. */
    private void readMapping(TreePath path, String prefix) {
        ((ClassTree) path.getLeaf())
                .getImplementsClause().stream()
                        .map(type -> groups.get(simpleName(type)))
                        .filter(Objects::nonNull)
                        .forEach(inherited -> readMapping(inherited, prefix));
        for (var member : ((ClassTree) path.getLeaf()).getMembers()) {
            if (member instanceof MethodTree method && isSetting(method)) {
                readMethod(new TreePath(path, method), prefix);
            }
        }
    }

    private void readMethod(TreePath path, String prefix) {
        var method = (MethodTree) path.getLeaf();
        var name = annotation(method.getModifiers(), "WithName", "value")
                .orElseGet(() -> kebab(method.getName().toString()));
        var key = name.isEmpty() || isParentName(method) ? prefix : prefix + "." + name;
        var type = method.getReturnType();
        if (type instanceof ParameterizedTypeTree generic
                && simpleName(generic.getType()).equals("Map")) {
            key += ".<name>";
        }
        var group = groups.get(simpleName(valueType(type)));
        if (group != null) {
            readMapping(group, key);
        } else {
            settings.add(new Setting(key, typeName(type), defaultValue(method, type), describe(path, key)));
        }
    }

    private static boolean isSetting(MethodTree method) {
        return method.getReturnType() != null && method.getParameters().isEmpty() && method.getBody() == null;
    }

    private static boolean isParentName(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(a -> simpleName(a.getAnnotationType()).equals("WithParentName"));
    }

    private static Tree valueType(Tree type) {
        return switch (type) {
            case ParameterizedTypeTree generic ->
                valueType(generic.getTypeArguments().getLast());
            case AnnotatedTypeTree annotated -> annotated.getUnderlyingType();
            default -> type;
        };
    }

    private static String typeName(Tree type) {
        return simpleName(valueType(type)).toLowerCase(Locale.ROOT).replace("memorysize", "size")
                + (type instanceof ParameterizedTypeTree generic
                                && simpleName(generic.getType()).matches("List|Set")
                        ? " list"
                        : "");
    }

    private static String defaultValue(MethodTree method, Tree type) {
        return annotation(method.getModifiers(), "WithDefault", "value")
                .orElse(type instanceof ParameterizedTypeTree ? "" : "required");
    }

    private String describe(TreePath path, String key) {
        DocCommentTree comment = docs.getDocCommentTree(path);
        if (comment == null) {
            return settings.stream()
                    .filter(inherited -> inherited.key().equals(key))
                    .map(Setting::meaning)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no Javadoc on the setting " + key + " in "
                            + path.getCompilationUnit().getSourceFile().getName()));
        }
        return comment.getFullBody().stream()
                .map(Object::toString)
                .reduce("", String::concat)
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .trim();
    }

    private static Optional<String> annotation(ModifiersTree modifiers, String name, String argument) {
        return modifiers.getAnnotations().stream()
                .filter(a -> simpleName(a.getAnnotationType()).equals(name))
                .findFirst()
                .flatMap(a -> argument(a, argument));
    }

    private static Optional<String> argument(AnnotationTree annotation, String name) {
        return annotation.getArguments().stream()
                .map(a -> (ExpressionTree) a)
                .filter(a -> !(a instanceof AssignmentTree named)
                        || named.getVariable().toString().equals(name))
                .map(a -> a instanceof AssignmentTree named ? named.getExpression() : a)
                .map(a -> a instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : a.toString())
                .findFirst();
    }

    private static String simpleName(Tree type) {
        var name = type.toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
