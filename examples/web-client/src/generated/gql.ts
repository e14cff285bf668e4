/* eslint-disable */
import * as types from './graphql.js';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Gallery($bucket: String, $prefix: String, $first: Int!, $after: String) {\n    images(bucket: $bucket, prefix: $prefix, first: $first, after: $after) {\n      nodes {\n        ...PictureCard\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.GalleryDocument,
    "\n  mutation Generate($input: GenerateImageInput!) {\n    generateImage(input: $input) {\n      __typename\n      ... on GeneratedImage {\n        image {\n          ...PictureCard\n        }\n      }\n      ... on GenerationFailure {\n        code\n        message\n        retry\n      }\n      ... on ContentRejected {\n        stage\n      }\n      ... on RateLimited {\n        retryAfterMs\n      }\n    }\n  }\n": typeof types.GenerateDocument,
    "\n  fragment PictureCard on StoredImage {\n    id\n    key\n    thumbnail: signedUrl(process: { steps: [{ resize: { mode: FILL, width: 240, height: 240 } }] }) {\n      url\n    }\n    full: signedUrl {\n      url\n    }\n  }\n": typeof types.PictureCardFragmentDoc,
    "\n  mutation CreateUpload($input: CreateImageUploadInput!) {\n    createImageUpload(input: $input) {\n      method\n      url\n      headers {\n        name\n        value\n      }\n      image {\n        bucket\n        key\n      }\n    }\n  }\n": typeof types.CreateUploadDocument,
};
const documents: Documents = {
    "\n  query Gallery($bucket: String, $prefix: String, $first: Int!, $after: String) {\n    images(bucket: $bucket, prefix: $prefix, first: $first, after: $after) {\n      nodes {\n        ...PictureCard\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.GalleryDocument,
    "\n  mutation Generate($input: GenerateImageInput!) {\n    generateImage(input: $input) {\n      __typename\n      ... on GeneratedImage {\n        image {\n          ...PictureCard\n        }\n      }\n      ... on GenerationFailure {\n        code\n        message\n        retry\n      }\n      ... on ContentRejected {\n        stage\n      }\n      ... on RateLimited {\n        retryAfterMs\n      }\n    }\n  }\n": types.GenerateDocument,
    "\n  fragment PictureCard on StoredImage {\n    id\n    key\n    thumbnail: signedUrl(process: { steps: [{ resize: { mode: FILL, width: 240, height: 240 } }] }) {\n      url\n    }\n    full: signedUrl {\n      url\n    }\n  }\n": types.PictureCardFragmentDoc,
    "\n  mutation CreateUpload($input: CreateImageUploadInput!) {\n    createImageUpload(input: $input) {\n      method\n      url\n      headers {\n        name\n        value\n      }\n      image {\n        bucket\n        key\n      }\n    }\n  }\n": types.CreateUploadDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Gallery($bucket: String, $prefix: String, $first: Int!, $after: String) {\n    images(bucket: $bucket, prefix: $prefix, first: $first, after: $after) {\n      nodes {\n        ...PictureCard\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): typeof import('./graphql.js').GalleryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Generate($input: GenerateImageInput!) {\n    generateImage(input: $input) {\n      __typename\n      ... on GeneratedImage {\n        image {\n          ...PictureCard\n        }\n      }\n      ... on GenerationFailure {\n        code\n        message\n        retry\n      }\n      ... on ContentRejected {\n        stage\n      }\n      ... on RateLimited {\n        retryAfterMs\n      }\n    }\n  }\n"): typeof import('./graphql.js').GenerateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PictureCard on StoredImage {\n    id\n    key\n    thumbnail: signedUrl(process: { steps: [{ resize: { mode: FILL, width: 240, height: 240 } }] }) {\n      url\n    }\n    full: signedUrl {\n      url\n    }\n  }\n"): typeof import('./graphql.js').PictureCardFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateUpload($input: CreateImageUploadInput!) {\n    createImageUpload(input: $input) {\n      method\n      url\n      headers {\n        name\n        value\n      }\n      image {\n        bucket\n        key\n      }\n    }\n  }\n"): typeof import('./graphql.js').CreateUploadDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
