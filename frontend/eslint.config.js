// The parts of the page's script share one function, so a name of one part is used in another: TypeScript knows them.
import js from "@eslint/js";

export default [
  {
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "script" },
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off",
      "no-unused-vars": ["error", { vars: "local" }],
      eqeqeq: "error",
      "no-implicit-globals": "off",
      "no-var": "error",
      "prefer-const": "error",
      "no-eval": "error",
      "no-shadow": "off",
      "no-restricted-properties": ["error", { object: "document", property: "write" }],
    },
  },
];
