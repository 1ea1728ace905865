// Judges an OpenAPI document, and answers by it: { document, answers: [{ method, path, status, body }] } on standard input.
import SwaggerParser from '@apidevtools/swagger-parser';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { document, answers } = JSON.parse(Buffer.concat(chunks).toString('utf8'));

const faults = [];
try {
  await SwaggerParser.validate(structuredClone(document));
} catch (e) {
  faults.push(`document: ${e.message}`);
}

const whole = await SwaggerParser.dereference(structuredClone(document));
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
for (const { method, path, status, body } of answers) {
  const response = whole.paths[path]?.[method.toLowerCase()]?.responses[status];
  const content = response?.content && Object.values(response.content)[0];
  if (!content) {
    faults.push(`${method} ${path}: ${status} is not in the document`);
    continue;
  }
  const judge = ajv.compile(content.schema);
  if (!judge(JSON.parse(body))) faults.push(`${method} ${path}: ${status}: ${ajv.errorsText(judge.errors)}`);
}

console.log(JSON.stringify({ faults, judged: answers.length }));
